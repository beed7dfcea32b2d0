"""Who takes part and who leads: by country, capitals and others, small and large."""

from __future__ import annotations

from hanse.queries.rows import Row, Rows
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, amount, count, tabulate
from hanse.reporting.plots import paired
from hanse.reporting.wording import counted, share

__all__ = ["balance"]

_LEAST = 10  # leads below which shares of them say nothing
_SHOWN = 20
_UNKNOWN = "unknown"
_KINDS = {
    "leads": ("country", "Country", "Countries"),
    "capitals": ("kind", "Kind of city", "Capitals and other cities"),
    "sizes": ("inhabitants", "Inhabitants", "Small and large cities"),
}


def balance(material: Material) -> Section:
    """Shares of participations and of leads."""
    part = material.part
    leads = sum(map(len, part.leads.values()))
    known = sum(network in part.leads for network in part.collaborations)
    found, absent = [], []
    for name, (_, _, title) in _KINDS.items():
        rows = material.indicate(name)
        why = _missing(rows, name, material, leads)
        if why:
            absent.append(f"{title} are left out: {why}")
        else:
            found.append(_shares(material, name, rows))
    intro = (
        f"A lead is known of {known:,} of {len(part.collaborations):,} networks. A quotient above 1 means: leads more "
        "often than it takes part."
    )
    return Section("Who takes part and who leads", intro if found else "", tuple(found), tuple(absent))


def _missing(rows: Rows, name: str, material: Material, leads: int) -> str:
    if name != "leads" and material.of != "city":
        return "they are about cities."
    told = sum(count(row, "participants") for row in rows if row[_KINDS[name][0]] != _UNKNOWN)
    if 2 * told < len(material.part.actors):
        return f"they are known of {told:,} of {counted(len(material.part.actors), material.one, material.many)} only."
    if leads < _LEAST:
        return f"a lead is known in {counted(leads, 'case', 'cases')} only."
    return ""


def _shares(material: Material, name: str, rows: Rows) -> Exhibit:
    key, label, title = _KINDS[name]
    known = [row for row in rows if row[key] != _UNKNOWN]
    drawn = [(str(r[key]), amount(r, "share"), amount(r, "share_of_leads"), _quotient(r)) for r in known[:_SHOWN]]
    rest = f" The {_SHOWN} that take part most are drawn; the table has all." if len(known) > _SHOWN else ""
    return Exhibit(
        title,
        _said(known, key, name),
        tabulate(
            rows, **{key: label}, participants=(material.many.capitalize(), "count"),
            participations=("Participations", "count"), share=("Share", "share"), leads=("Leads", "count"),
            share_of_leads=("Share of leads", "share"), quotient=("Quotient", "figure"),
        ),
        paired(drawn, "share of participations", "share of leads"),
        about=material.definition(name),
        told=f"The number at the end of a line is the quotient.{rest}",
        commands=(material.indicating(name),),
        queries=(material.of,),
        key=name == "leads",
    )  # fmt: skip


def _quotient(row: Row) -> str:
    return f"×{amount(row, 'quotient'):.2f}" if row["leads"] else "no lead"


def _said(rows: list[Row], key: str, name: str) -> str:
    shares = [(str(row[key]), amount(row, "share"), amount(row, "share_of_leads")) for row in rows]
    if name == "leads":
        first = max(shares, key=lambda one: (one[1], one[0]))
        leading = max(shares, key=lambda one: (one[2], one[0]))
        said = f"{first[0]} takes part most ({share(first[1])} of participations)"
        who = "it" if leading[0] == first[0] else leading[0]
        return f"{said}; {who} leads most ({share(leading[2])} of leads)."
    most = max(shares, key=lambda one: (one[1], one[0]))
    if name == "capitals":
        named = {"capital": "capitals", "other city": "other cities"}
        parts = (
            f"{named[kind]} have {share(one)} of participations and {share(led)} of leads" for kind, one, led in shares
        )
        return "; ".join(parts).capitalize() + "."
    return f"Cities of {most[0]} inhabitants have {share(most[1])} of participations and {share(most[2])} of leads."
