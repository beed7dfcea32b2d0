"""What Hanse costs beside its peers, each measured in one run with it: what counts are the ratios, for times differ from
machine to machine. Ratios differ too, if less: beside spaCy's small pipeline, extraction was 5.0 times as fast on one
machine, and 3.8 times (new text: 2.3) on another on which both were slower. `make benchmarks` measures all of it again,
`python tests/benchmarks/run.py --help` tells how to choose what, and how large. Beside it, `pushing.py`, `serving.py`,
`views.py` and `identity.py` measure what their names say.

Generated corpora are as `tests/benchmarks/corpora.py` writes them: pages, news, listings and reports in five languages,
with what each states known beforehand. In 20,000 documents one paragraph of prose in a hundred and one sentence in ten
was there before, so that little comes out of a cache; three lines in ten (menus, footers, headings) are repeated, as on
any site.
"""


def made() -> str:
    """By which command, where, and with what."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    chosen = [word for word in sys.argv[1:] if not word.startswith("--scratch=") and not word.startswith("--markdown=")]
    return (
        f"`python tests/benchmarks/run.py {' '.join(chosen)}` on {processor()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; {', '.join(found)}."
    )


def processor() -> str:
    """The model of the processor, where the system says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
