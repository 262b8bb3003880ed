"""Train the shipped pipeline from the corpora: `python -m vocab.training.train CORPORA WORK`.

WORK is a folder for what comes between; the result goes to `vocab/model`. Steps that are done already are not done
again. README.md beside this file tells the steps, the time and the figures.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from thinc.api import NumpyOps, set_current_ops

from vocab.pipeline import MODEL
from vocab.training import assemble, corpora, entities, vectors

HERE = Path(__file__).parent
# One corpus at a time, to fill what each lacks; then all of them.
RUNS: dict[str, tuple[str, str, str, Sequence[str]]] = {
    "syntax": ("syntax.cfg", "syntax-all", "syntax-dev", ()),
    "bc5cdr": ("entities.cfg", "bc5cdr-train", "bc5cdr-dev", ("--training.max_steps=2400",)),
    "anatomy": ("entities.cfg", "anatem-train", "anatem-dev", ("--training.max_steps=1600",)),
    "entities": ("entities.cfg", "joint", "bc5cdr-dev", ()),
}
JOINT = tuple(f"{name}-{part}" for name in ("bc5cdr", "anatem", "bionlp13cg", "ncbi") for part in ("train", "dev"))


def use_fast_products() -> None:
    """numpy's matrix products: 2.8 times as fast as thinc's own on the machine where this was measured."""
    set_current_ops(NumpyOps(use_blis=False))


def once(target: Path, make: Callable[[], object]) -> None:
    if not target.exists():
        print(f"making {target.name}")
        make()


def run(name: str, data: Path, work: Path) -> None:
    config, train, dev, options = RUNS[name]
    full = work / f"{name}.cfg"
    command = [sys.executable, "-m", "spacy"]
    code = str(HERE / "readers.py")
    subprocess.run([*command, "init", "fill-config", str(HERE / config), str(full), "--code", code], check=True)  # noqa: S603
    paths = [
        f"--paths.train={data / train}.spacy",
        f"--paths.dev={data / dev}.spacy",
        f"--paths.vectors={work / 'base'}",
    ]
    subprocess.run(  # noqa: S603
        [*command, "train", str(full), "--code", code, "--output", str(work / name), *paths, *options], check=True
    )


def joint(folder: Path, data: Path, work: Path) -> None:
    best = {name: work / name / "model-best" for name in ("bc5cdr", "anatomy")}
    entities.main(folder, data, data / "joint.spacy", best["bc5cdr"], best["anatomy"], JOINT)


def main(folder: Path, work: Path) -> None:
    use_fast_products()
    data = work / "data"
    once(data / "ncbi-dev.spacy", lambda: corpora.main(folder, data))
    once(work / "base", lambda: vectors.main(work / "base"))
    for name in ("syntax", "bc5cdr", "anatomy"):
        once(work / name / "model-best", lambda name=name: run(name, data, work))  # type: ignore[misc]
    once(data / "joint.spacy", lambda: joint(folder, data, work))
    once(work / "entities" / "model-last", lambda: run("entities", data, work))
    assemble.main(folder, work / "syntax" / "model-last", work / "entities" / "model-last", MODEL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
