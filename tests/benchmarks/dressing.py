"""A document as a page, Markdown or plain text, with what stands around it on the site that it is from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from inventing import World, prose
from telling import Paper

Date = tuple[int, int, int]
Teasers = Sequence[str]


def form_of(paper: Paper) -> str:
    """Reports are texts, all else is pages."""
    if paper.kind != "report":
        return "html"
    return "md" if paper.site % 2 else "txt"


def dressed(world: World, paper: Paper, created: Date, teasers: Teasers) -> str:
    """The whole file."""
    day = _day(paper.language, created)
    if form_of(paper) == "html":
        return _page(world, paper, created, day, teasers)
    lines = [f"# {paper.title}" if form_of(paper) == "md" else paper.title, "", day, ""]
    for kind, content in paper.blocks:
        lines += [*_lines(kind, content, marked=form_of(paper) == "md"), ""]
    return "\n".join(lines)


def site_name(world: World, site: int) -> str:
    draw = world.draw("site", site)
    names = world.names
    pattern = draw.choice(names["site"])
    coined = world.coined(1_000_000 + site)
    return str(pattern.format(first=draw.choice(names["first"]), second=draw.choice(names["second"]), coined=coined))


def _day(language: str, day: Date) -> str:
    table = prose()[language]
    return str(table["day"].format(d=day[2], month=table["months"][day[1] - 1], y=day[0]))


def _lines(kind: str, content: object, *, marked: bool) -> list[str]:
    match kind:
        case "h2":
            return [f"## {content}" if marked else str(content)]
        case "ul":
            return [f"{'-' if marked else '•'} {item}" for item in content]  # type: ignore[attr-defined]
        case "dl":
            return [f"**{key}:** {value}" if marked else f"{key}: {value}" for key, value in content]  # type: ignore[attr-defined]
    return [str(content)]


def _page(world: World, paper: Paper, created: Date, day: str, teasers: Teasers) -> str:
    table = prose()[paper.language]
    name = site_name(world, paper.site)
    look = _LOOKS[paper.site % len(_LOOKS)]
    draw = Random(paper.site)
    menu = "".join(f'<li><a href="/{at}">{escape(item)}</a></li>' for at, item in enumerate(table["menu"]))
    links = "".join(f'<li><a href="/a/{at}">{escape(one)}</a></li>' for at, one in enumerate(teasers))
    return look.format(
        language=paper.language,
        title=escape(paper.title),
        name=escape(name),
        menu=menu,
        iso="{}-{:02}-{:02}".format(*created),
        day=day,
        body="\n".join(_block(draw, kind, content) for kind, content in paper.blocks),
        share=escape(table["share_line"][0]),
        more=escape(table["more"][paper.site % len(table["more"])]),
        links=links,
        legal=escape(table["legal"][0].format(y=created[0], site=name)),
    )


def _block(draw: Random, kind: str, content: object) -> str:
    match kind:
        case "ul":
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in content) + "</ul>"  # type: ignore[attr-defined]
        case "dl":
            pairs = [(escape(key), escape(value)) for key, value in content]  # type: ignore[attr-defined]
            return "".join(f"<p><strong>{key}:</strong> {value}</p>" for key, value in pairs)
        case "table":
            return _table(content)  # type: ignore[arg-type]
        case "cards":
            return '<div class="cards">' + "".join(map(_card, content)) + "</div>"  # type: ignore[call-overload]
    return f"<{kind}>{escape(str(content))}</{kind}>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _card(card: tuple[str, Sequence[str]]) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in card[1])
    return f'<div class="card"><h3>{escape(card[0])}</h3>{lines}</div>\n'


_LOOKS = (
    """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | {name}</title>
<meta property="og:site_name" content="{name}"><meta property="article:published_time" content="{iso}T09:00:00+02:00">
<link rel="stylesheet" href="/css/main.css?v=7"><script>window.dataLayer = window.dataLayer || [];</script></head>
<body class="single"><header><a href="/" class="logo">{name}</a><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1>
<p class="meta"><time datetime="{iso}">{day}</time></p>
{body}
<p class="share">{share}</p></article>
<aside><h3>{more}</h3><ul>{links}</ul></aside></main>
<footer><p>{legal}</p></footer></body></html>
""",
    """<!doctype html>
<html lang="{language}">
<head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {name}</title><meta name="date" content="{iso}"></head>
<body><div id="header"><div class="brand">{name}</div><ul class="menu">{menu}</ul></div>
<div class="container" role="main"><div class="content">
<h1 class="page-title">{title}</h1><div class="date">{day}</div>
{body}
</div><div class="sidebar"><h4>{more}</h4><ul>{links}</ul></div></div>
<div id="footer">{legal}</div></body></html>
""",
    """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="generator" content="WordPress 6.4"><style>.entry-content{{max-width:42rem}}</style></head>
<body class="post-template-default"><header class="site-header"><p class="site-title"><a href="/">{name}</a></p>
<nav class="main-navigation"><ul>{menu}</ul></nav></header><main><article class="post type-post">
<header class="entry-header"><h1 class="entry-title">{title}</h1>
<div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{iso}">{day}</time></span></div></header>
<div class="entry-content">
{body}
</div></article><section class="related"><h2>{more}</h2><ul>{links}</ul></section></main>
<footer class="site-footer"><p>{legal}</p></footer></body></html>
""",
)
