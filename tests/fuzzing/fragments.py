"""What inputs are put together from: marks that mean something to a reader, and wordings that mean something here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["MARKS", "NAMES", "SAYINGS", "lines"]

DOCUMENTS = Path(__file__).parents[2] / "data" / "benchmark" / "documents"

MARKS = (
    *("- ", "* ", "• ", "– ", "1. ", "2) ", "(3) ", "a) ", "o ", "i. ", "# ", "## ", "> ", "    ", "\t", "  ", " "),
    *("\n", "\n\n", "\n  ", "\r\n", " | ", "|", " / ", "---", "===", "***", "```", "|---|---|", ": ", ":", ";", "; "),
    *(", ", ". ", "...", "? ", "! ", "(", ")", " (", ") ", "[", "]", "<", ">", "“", "”", "«", "»", '"', "'", "’", "&"),
    *(
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&nbsp;",
        "%",
        "@",
        "://",
        "\\",
        "{",
        "}",
        "$",
        "^",
        "_",
        "~",
        "\0",
        "\x0b",
        "\x0c",
    ),
    *(
        "\x85",
        "\xa0",
        "\xad",
        "\u200b",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\ufffe",
        "\U000e0001",
        "\u0301",
        "\u0345",
    ),
    *("İ", "ı", "ß", "ŉ", "ﬃ", "ǅ", "ς", "ΐ", "Ⅷ", "½", "²", "٣", "०", "中", "👩‍🚀", "𝔘", "é", "e\u0301", "Å"),
    *("0", "1", "7", "12", "2024", "1 000 000", "1.234,5", "99999999999999999999", "12.3.2020", "31/02/2021", "24–25"),
    *("2020-2023", "10:30", "€ 3 m", "50 %", "№ 4", "II", "MMXX", "24th", "www.example.org", "a@example.org"),
)

NAMES = (
    *("Riga", "Avilés", "Łódź", "Θεσσαλονίκη", "София", "Київ", "Split", "Nice", "Bath", "Cluj-Napoca", "León", "LV"),
    *(
        "Castilla y León",
        "Latvia",
        "España",
        "Deutschland",
        "In4Green",
        "URBACT IV",
        "Interreg Baltic Sea Region",
        "TUTUR",
    ),
    *("BioCanteens#2", "the Green Ports network", "University of Oviedo", "Ajuntament de Girona", "Stadt Köln", "GmbH"),
    *(
        "Ana Kos",
        "Jānis Bērziņš",
        "Мария Иванова",
        "Dr. Eleni Papadopoulou",
        "mayor",
        "lead expert",
        "J. P. de la Cruz",
    ),
)

SAYINGS = (
    *("{} leads {}. ", "{} is led by {}. ", "The network {} has the partners {}, {} and {}. ", "Lead partner: {}\n"),
    *("Partners: {} (LV), {} (ES), {}\n", "Lead expert: {}\n", "{}, Mayor of {}, said: “{}”. ", "| {} | {} | {} |\n"),
    *("{} was founded in 2019 and ended on 3 May 2021. ", "{} (population 78 000), {}\n", "{} ({})\n", "Theme: {}\n"),
    *("The kick-off meeting of {} took place in {} on 24 and 25 October 2023. ", "{}, 12. listopada 2020. — ", "{}:\n"),
    *("{} est coordonné par {}. ", "{} wird von {} geleitet. ", "Социальный проект {} из {}. ", "{}-{} {}/{} "),
    *(
        "Il sindaco di {}, {}, ",
        "Le maire de {} ",
        "O {} συντονίζεται από τον {}. ",
        "Partnerzy: {}, {} i {}. ",
        "the {}, ",
    ),
    *("about 350 people from {} and {} attended {}. ", "{} joined {} in 2014 as a partner until 2016. ", "{} and {} "),
)


@cache
def lines() -> tuple[str, ...]:
    """Lines of the annotated documents, of all lengths and languages."""
    found = dict.fromkeys(
        line.strip()
        for path in sorted(DOCUMENTS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if 3 < len(line.strip()) < 300
    )
    return tuple(found)[::7]
