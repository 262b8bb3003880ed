"""Fit `vocab/levels/model.json`, and print how well they do on data left out.

    python -m vocab.training.fit_levels CORPORA

CORPORA holds `level/cefrsp_wikiauto_traindev.jsonl.gz` (CEFR-SP, Arase et al. 2022, CC BY-SA 3.0) and
`level/ose_dev.jsonl.gz` (OneStopEnglish, Vajjala & Lučić 2018, CC BY-SA 4.0). Run it again whenever the pipeline or the
level of words (`vocab.training.word_levels`) has changed: the models are fitted on what those say.
`vocab.training.bench_levels` has the figures beside those of others. About three CPU minutes.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from vocab.levels import model
from vocab.training import level_data, level_models


def main(corpora: Path) -> None:
    fitted: dict[str, Any] = {"sentence": level_models.sentence_model(level_data.sentences(corpora))}
    with level_models.using(fitted):
        versions = level_data.versions(corpora)
        truth = np.array([version.version for version in versions])
        folds = article_folds(versions)
        first, whole = level_models.left_out(versions, folds, level_models.raw_score)
        every = [
            (stretch, version.version)
            for version in versions
            for stretch in level_models.training_stretches(level_models.judged(version.sentences))
        ]
        scaled = level_models.scaled(np.append(whole, first), np.append(truth, truth))
        fitted["text"] = level_models.text_model(every) | scaled
    print(f"texts r {np.corrcoef(whole, truth)[0, 1]:.3f}, first words r {np.corrcoef(first, truth)[0, 1]:.3f}")
    model.FILE.write_text(json.dumps(fitted, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{model.FILE}: {model.FILE.stat().st_size / 1e6:.2f} MB")


def article_folds(versions: list[level_data.Version]) -> list[level_models.Fold]:
    articles = [version.article for version in versions]
    return list(GroupKFold(10, shuffle=True, random_state=0).split(articles, groups=articles))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
