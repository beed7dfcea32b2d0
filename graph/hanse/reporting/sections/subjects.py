"""What networks are about."""

from __future__ import annotations

from hanse.queries.rows import Row
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, amount, count, tabulate
from hanse.reporting.plots import bars
from hanse.reporting.wording import counted, figure, share, whole

__all__ = ["subjects"]

_SHOWN = 20


def subjects(material: Material) -> Section:
    """Themes by networks, and how concentrated they are by wave."""
    part = material.part
    told = sum(bool(one.themes) for one in part.collaborations.values())
    rows = material.saved("themes")
    if not told or not rows:
        return Section("Themes", "", absent=("No theme is known of any of the networks.",))
    found = [_themes(material)]
    if several := _concentration(material):
        found.append(several)
    intro = (
        f"A theme is known of {told:,} of {len(part.collaborations):,} networks. One on several themes counts for "
        "each, so shares add up to more than all."
    )
    absent = () if several else ("Concentration by wave is left out: no wave has three networks with a known theme.",)
    return Section("Themes", intro, tuple(found), absent)


def _themes(material: Material) -> Exhibit:
    rows = material.saved("themes")
    first = rows[0]
    networks = len(material.known)
    rest = f" The first {_SHOWN} of {len(rows)} are shown." if len(rows) > _SHOWN else ""
    return Exhibit(
        "Themes by networks",
        f"{first['name']} is the theme of {counted(count(first, 'networks'), 'network', 'networks')}, "
        f"{share(count(first, 'networks') / networks)} of all.",
        tabulate(rows[:_SHOWN], name="Theme", networks=("Networks", "count"), cities=("Cities", "count")),
        bars((str(r["name"]), count(r, "networks"), whole(count(r, "networks")), "") for r in rows[:_SHOWN]),
        told="Networks without a known partner count as well. Names are those that sources use most, so some are not "
        f"in English.{rest}",
        commands=(material.asking("themes"),),
        queries=("themes",),
        key=True,
    )


def _bar(material: Material, row: Row) -> tuple[str, float, str, str]:
    name, kind = material.wave(str(row["wave"]))
    effective = amount(row, "effective_themes")
    return name, effective, figure(effective), ": ".join(filter(None, (kind, str(row["first"]))))


def _concentration(material: Material) -> Exhibit | None:
    rows = [row for row in material.indicate("themes") if count(row, "with_theme") > 2 and row["wave"] != "all"]
    if not rows:
        return None
    last = rows[-1]
    return Exhibit(
        "Concentration of themes",
        f"The networks of {last['wave']} are as concentrated as if they were spread evenly over "
        f"{figure(amount(last, 'effective_themes'))} themes.",
        tabulate(
            rows, wave="Wave", networks=("Networks", "count"), with_theme=("With a theme", "count"),
            themes=("Themes", "count"), concentration=("Concentration", "figure"),
            effective_themes=("Effective themes", "figure"), first="Most",
        ),
        bars(_bar(material, row) for row in rows),
        about=material.definition("themes"),
        told="The bars are effective themes, with the theme that most are on. Waves with fewer than three networks "
        "with a theme are left out. Sources that give one theme each differ from those that give several.",
        commands=(material.indicating("themes"),),
        queries=(material.of,),
    )  # fmt: skip
