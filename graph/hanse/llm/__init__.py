"""A language model of the user's choice, asked what documents say; off unless named.

    parts → instructions and text → endpoint → answers checked against the text → an extract

The endpoint is any that speaks OpenAI's chat completions. Nothing that it answers is believed: ``answers`` takes what
stands in the document, word for word, and ``hanse.joining`` what the ontology allows.
"""

from hanse.llm.asking import Answer, Kept, ask
from hanse.llm.model import KEY, LanguageModel

__all__ = ["KEY", "Answer", "Kept", "LanguageModel", "ask"]
