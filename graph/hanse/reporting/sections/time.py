"""What changes: participation over time, who is new, who meets again, who stays in the middle."""

from __future__ import annotations

from collections import Counter, defaultdict

from hanse.queries.rows import Row, Rows
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, amount, count, tabulate
from hanse.reporting.pictures import columns
from hanse.reporting.plots import bars, newness
from hanse.reporting.wording import counted, listed, share, whole

__all__ = ["time"]

_SERIES = 5  # programmes that have a colour of their own
_LEAST = 10  # participants that make a wave worth a sentence
_PERIODS = 6
_NAMED = 2  # pairs in a sentence


def time(material: Material) -> Section:
    """Waves: a wave is the networks of one programme and kind that started in one year."""
    dated = sum(one.year is not None for one in material.part.collaborations.values())
    if not dated:
        why = f"No start is known of any of the {len(material.part.collaborations)} networks, so nothing can be said."
        return Section("Over time", "", absent=(why,))
    found, absent = [_years(material)], []
    several = len({wave.year for wave in material.part.waves}) > 1
    for make, name in ((_newcomers, "Newcomers"), (_renewal, "Repeated ties"), (_core, "Persistence of the core")):
        if several and (made := make(material)):
            found.append(made)
        elif several:
            absent.append(f"{name}: left out, for too few take part in waves of different years.")
    if not several:
        absent.append("Newcomers, repeated ties and persistence are left out: all known starts are in one year.")
    if pairs := _pairs(material):
        found.append(pairs)
    else:
        absent.append("Repeated pairs are left out: no two meet in more than one network.")
    return Section(
        "Over time",
        "A wave is the networks of one programme and kind that started in one year. "
        f"The start is known of {dated:,} of {len(material.part.collaborations):,} networks; the others are in none.",
        tuple(found),
        tuple(absent),
    )


def _years(material: Material) -> Exhibit:
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for network, one in material.part.collaborations.items():
        if one.year is not None:
            counts[one.programme or "no programme known"][one.year] += len(material.part.members[network])
    first = sorted(counts, key=lambda name: (-counts[name].total(), name))
    shown = {name: counts[name] for name in sorted(first[:_SERIES], key=lambda name: (min(counts[name]), name))}
    if rest := first[_SERIES:]:
        shown["others"] = sum((counts[name] for name in rest), Counter[int]())
    total = sum(own.total() for own in counts.values())
    rows = material.indicate("participation")
    waves = [row for row in rows if row["wave"] != "all"]
    busiest = max(waves, key=lambda row: (row.participations, row.wave))
    return Exhibit(
        "Participation by year",
        f"{counted(total, 'participation', 'participations')} in {counted(len(waves), 'wave', 'waves')}; the largest "
        f"is {busiest['wave']}, with {busiest['participations']}.",
        tabulate(
            waves, wave="Wave", networks=("Networks", "count"), participants=(material.many.capitalize(), "count"),
            participations=("Participations", "count"), once=("Take part once in it", "count"), gini=("Gini", "figure"),
        ),
        columns(shown, "participations", [f"series-{n}" for n in range(len(shown))]),
        told="Years are those in which networks start. One that takes part in two networks counts twice.",
        commands=(material.indicating("participation"),),
        queries=(material.of,),
    )  # fmt: skip


def _line(material: Material, row: Row, counts: str) -> tuple[str, float, str, str]:
    """A share of a wave as a bar, with what it is a share of."""
    name, kind = material.wave(str(row["wave"]))
    value = amount(row, "share")
    return name, value, share(value), ": ".join(filter(None, (kind, counts)))


def _newcomers(material: Material) -> Exhibit | None:
    rows = [row for row in material.indicate("newcomers") if row["wave"] != "all"]
    large = [row for row in rows if count(row, "participants") >= _LEAST and material.telling(str(row["wave"]))]
    if not large:
        return None
    last = large[-1]
    own = material.newcomers()
    drawn = []
    for row in rows:
        name, value, shown, note = _line(material, row, f"{row['newcomers']} of {row['participants']}")
        told = own.get(str(row["wave"]))
        drawn.append((name, value, told[1] if told else None, shown, note))
    leads = f"; of its {counted(count(last, 'leads'), 'lead', 'leads')}, {last['newcomer_leads']} did so"
    return Exhibit(
        "Newcomers",
        f"In the last wave of several networks, {last['wave']}, {share(amount(last, 'share'))} of {material.many} take "
        f"part for the first time{leads if last['leads'] else ''}.",
        tabulate(
            [{**row, **_against(own.get(str(row["wave"])))} for row in rows],
            wave="Wave", participants=(material.many.capitalize(), "count"), newcomers=("Newcomers", "count"),
            share=("Share", "share"), to_programme=("New to the programme", "count"), of_programme=("Share", "share"),
            leads=("Leads", "count"), newcomer_leads=("New leads", "count"),
        ),
        newness(drawn, "new to the graph", "new to the programme"),
        about=material.definition("newcomers"),
        told="The number at the end of a line is the share that is new to the graph. The first wave has nothing before "
        "it, nor has the first of a programme: all are new in it.",
        commands=(
            material.indicating("newcomers"),
            *(material.within(name).indicating("newcomers", against=name) for name in material.programmes),
        ),
        queries=(material.of,),
        key=True,
    )  # fmt: skip


def _against(told: tuple[int, float] | None) -> dict[str, float | None]:
    return {"to_programme": told[0] if told else None, "of_programme": told[1] if told else None}


def _renewal(material: Material) -> Exhibit | None:
    rows = [row for row in material.indicate("renewal") if row["pairs"]]
    large = [row for row in rows if count(row, "both_known") >= _LEAST and material.telling(str(row["wave"]))]
    if not large:
        return None
    last = large[-1]
    lines = [_line(material, r, f"{r['repeated']} of {whole(count(r, 'pairs'))} pairs") for r in rows]
    return Exhibit(
        "Repeated ties",
        f"In {last['wave']}, {share(amount(last, 'share'))} of pairs had met in an earlier network: "
        f"{share(amount(last, 'share_of_known'))} of the pairs in which both had taken part before.",
        tabulate(
            rows, wave="Wave", pairs=("Pairs", "count"), repeated=("Met before", "count"), share=("Share", "share"),
            both_known=("Both known", "count"), share_of_known=("Share of these", "share"),
        ),
        bars(lines, most=max([0.2, *(value for _, value, _, _ in lines)])),
        about=material.definition("renewal"),
        commands=(material.indicating("renewal"),),
        queries=(material.of,),
        key=True,
    )  # fmt: skip


def _pairs(material: Material) -> Exhibit | None:
    rows: Rows = material.indicate("repeated", top=10)
    if not rows:
        return None
    first = [str(row["members"]) for row in rows if row["networks"] == rows[0]["networks"]]
    names = listed(first[:_NAMED]) + (" and others" if len(first) > _NAMED else "")
    return Exhibit(
        "Pairs that meet most",
        f"The most networks that two have shared is {rows[0]['networks']}: {names}.",
        tabulate(
            rows, members="Pair", networks=("Networks", "count"), countries=("Countries", "count"), which="Which",
        ),
        about=material.definition("repeated"),
        commands=(material.indicating("repeated", top=10),),
        queries=(material.of,),
    )  # fmt: skip


def _core(material: Material) -> Exhibit | None:
    years = sorted({wave.year for wave in material.part.waves})
    length = max(1, -(-(years[-1] - years[0] + 1) // _PERIODS))
    rows = material.indicate("core-persistence", years=length)
    told = [row for row in rows if count(row, "core") >= _LEAST]
    if not told:
        return None
    lines = [
        (
            f"{r['from']} to {r['to']}",
            amount(r, "share"),
            share(amount(r, "share")),
            f"{r['stayed']} of {r['core']}",
        )
        for r in told
    ]
    last = told[-1]
    return Exhibit(
        "Persistence of the core",
        f"Of those who met most others in {last['from']}, {share(amount(last, 'share'))} were among those who did "
        f"in {last['to']} too, and {last['present']} of {last['core']} took part at all.",
        tabulate(
            told, **{"from": "From", "to": "To"}, core=("Core", "count"), present=("Took part after", "count"),
            stayed=("In the core after", "count"), share=("Share", "share"), jaccard=("Overlap (Jaccard)", "figure"),
        ),
        bars(lines, most=1.0),
        about=material.definition("core-persistence"),
        told=f"Periods of {counted(length, 'year', 'years')}.",
        commands=(material.indicating("core-persistence", years=length),),
        queries=(material.of,),
    )  # fmt: skip
