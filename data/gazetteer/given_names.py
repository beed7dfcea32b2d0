# /// script
# requires-python = ">=3.11"
# dependencies = ["faker>=30"]
# ///
"""Write the given names by which people are recognised: the first names of Faker's European locales (MIT licence) and
those of given-names-more.txt, common names that Faker lacks.

    python data/gazetteer/given_names.py > graph/hanse/extraction/given-names.txt
"""

from importlib import import_module
from pathlib import Path

LOCALES = (
    "bg_BG cs_CZ da_DK de_AT de_CH de_DE el_GR en_GB en_IE en_US es_ES es_MX et_EE fi_FI fr_CH fr_FR ga_IE hr_HR hu_HU "
    "is_IS it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE tr_TR uk_UA"
).split()


def first_names(locale: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    lists = (getattr(provider, name) for name in dir(provider) if name.startswith("first_names"))
    return {name for names in lists if not callable(names) for name in names}


NO_NAMES = {"Urban", "Sierra", "Villa"}  # ordinary words or parts of other names
MORE = Path(__file__).with_name("given-names-more.txt")

if __name__ == "__main__":
    found = set().union(*map(first_names, LOCALES)) | set(MORE.read_text(encoding="utf-8").split("\n")) - {""}
    print("\n".join(sorted(found - NO_NAMES)))
