"""``hanse work``: a worker of a build that runs on another machine."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["work"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--patience",
    type=click.FloatRange(min=0),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="End where no build was seen for so long.",
)
def work(folder: Path, patience: float) -> None:
    """Do tasks of a build that runs on another machine.

    The build is started with --scheduler FOLDER, a folder that both machines see, as they see the documents and the
    place of the graph. Start as many of these as there are cores, before the build or while it runs; they end with it.
    One that is killed costs nothing: another does its task.

    Who may write into FOLDER can have any program run here.

    \b
    Examples:
      hanse work /shared/queue
      srun --ntasks 64 hanse work /shared/queue
    """
    from hanse.building.workers.folder import work_for

    count = work_for(folder, patience)
    click.echo(f"Did {count:,} task{'' if count == 1 else 's'} from {folder}.", err=True)
