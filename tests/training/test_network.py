"""What is trained in PyTorch and what runs in NumPy are the same computation."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.annotate.encoder import Encoder
from quotes.annotate.syntax import Biaffine
from quotes.annotate.wordpiece import WordPieces
from quotes.attribute.coreference import AntecedentScorer
from quotes.attribute.network import RolesNetwork

torch = pytest.importorskip("torch", reason="PyTorch is not installed (extra: train)")

PIECES = ["[UNK]", "[CLS]", "[SEP]", "the", "dam", "##s", "held", "."]
WORDS = ["The", "dams", "held", "."]


@pytest.fixture(scope="module")
def network() -> object:
    from training.network import Labels, Network

    torch.manual_seed(1)
    labels = Labels(["NN", "VB"], ["NOUN|"], ["l0:"], ["ROOT", "nsubj"], ["O", "B-ORG", "I-ORG"])
    return Network(len(PIECES), labels).eval()


def weights(network: object, part: str) -> dict[str, np.ndarray]:
    return {
        name.removeprefix("encoder."): value.numpy()
        for name, value in network.state_dict().items()  # type: ignore[attr-defined]
        if name.split(".")[0] == part or part == "all"
    }


def states(network: object) -> np.ndarray:
    from training.batches import collate, number
    from training.texts import Text

    item = number(Text(WORDS, [False] * 4), WordPieces(PIECES))
    batch = collate([item], lambda layer, values, size: [-100] * size)  # type: ignore[arg-type]
    with torch.no_grad():
        out = network.encoder(batch.pieces, batch.shapes, batch.mask)  # type: ignore[attr-defined]
    return np.array(out[0][item.firsts].numpy())


def test_encoder(network: object) -> None:
    import spacy
    from spacy.tokens import Doc

    encoder = Encoder()
    encoder.meta = {"pieces": PIECES}
    encoder.build(weights(network, "encoder"))
    doc = encoder(Doc(spacy.blank("en").vocab, words=WORDS))
    assert np.allclose(doc.tensor, states(network), atol=1e-4)


def test_biaffine(network: object) -> None:
    x = states(network)
    arcs = Biaffine(weights(network, "arcs"), "arcs")
    dependent, head = arcs.vectors(x)
    with torch.no_grad():
        wanted = network.arc_scores(torch.tensor(x)[None])[0].numpy()  # type: ignore[attr-defined]
    assert np.allclose(dependent[:, 0] @ head.T, wanted, atol=1e-4)


def test_roles(network: object) -> None:
    from training.batches import windows
    from training.texts import Roles

    x = states(network)
    model = RolesNetwork()
    model.build(weights(network, "all"))
    rows = windows([(Roles((2, 3), [(0, 2)], []), 0, 4)])
    assert rows is not None
    with torch.no_grad():
        words = network.role_word(torch.tensor(x))  # type: ignore[attr-defined]
        cue = torch.tensor(x[2:3])
        scores = network.role_scores(words[rows.words], cue, rows.distances, rows.mask)  # type: ignore[attr-defined]
    shares, _ = model.role_shares(x, [(2, 3)])
    assert np.allclose(shares[0], scores.softmax(-1)[0].numpy(), atol=1e-4)


def test_coreference(network: object) -> None:
    from training.batches import coref_distance

    x = states(network)
    scorer = AntecedentScorer()
    scorer.build(weights(network, "all"))
    distances = torch.tensor([[coref_distance(i - j - 1) for j in range(4)] for i in range(4)])
    with torch.no_grad():
        wanted = network.coref_scores(torch.tensor(x), distances).numpy()  # type: ignore[attr-defined]
    found = scorer.scores(x, [3])
    assert np.allclose(found[0, :3], wanted[3, 1:4] - wanted[3, 0], atol=1e-4)
