"""Scores of small golds whose figures are worked out by hand."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import GoldError, SourceError
from quotes.evaluate import Counts, evaluate_annotators, evaluate_gold
from quotes.evaluate.items import Item
from quotes.evaluate.matching import match, sources_agree
from quotes.evaluate.scores import Accuracy, Bin
from quotes.evaluate.scoring import in_context, reliability
from quotes.evaluate.words import Words
from quotes.types import Speaker

from .build import annotation, predictor, record, write_lines

TEXT = (
    "Ada Park, a surgeon, said the old bridge is safe.\n"
    "“It will stand,” she told The Herald, “for a hundred years.”\n"
    "Bo Lind hopes to win again.\n"
    "The council declined to comment.\n"
)
BRIDGE = {
    "content": ["the old bridge is safe"],
    "cue": "said",
    "source": "Ada Park, a surgeon",
}
STAND = {
    "content": ["“It will stand,”", "“for a hundred years.”"],
    "cue": "told The Herald",
    "source": "she",
}
HOPE = {"content": ["to win again"], "cue": "hopes", "source": "Bo Lind"}


@pytest.fixture
def gold(tmp_path):
    line = {
        "id": "a1",
        "text": TEXT,
        "attributions": [annotation(TEXT, **each) for each in (BRIDGE, STAND, HOPE)],
    }
    return write_lines(tmp_path / "gold.jsonl", line)


def evaluate(gold, *predictions, **options):
    return evaluate_gold(gold, predict=predictor(*predictions), **options)


def splits(report):
    return {name: scores.attribution for name, scores in report.splits.items()}


def test_everything_found(gold):
    report = evaluate(gold, BRIDGE, STAND, HOPE)
    assert splits(report) == {
        "all": Counts(3, 0, 0),
        "statements": Counts(2, 0, 0),
        "in quotation marks": Counts(1, 0, 0),
        "direct": Counts(1, 0, 0),
        "indirect": Counts(2, 0, 0),
        "mixed": Counts(),
    }
    assert report.roles["content"].exact == Counts(4, 0, 0)  # a fragment each
    assert report.roles["source"].exact == Counts(3, 0, 0)
    assert report.findings == ()
    assert report.figures()["attribution.all.f1"] == 100


def test_nothing_found(gold):
    report = evaluate(gold)
    assert splits(report) == {
        "all": Counts(0, 0, 3),
        "statements": Counts(0, 0, 2),
        "in quotation marks": Counts(0, 0, 1),
        "direct": Counts(0, 0, 1),
        "indirect": Counts(0, 0, 2),
        "mixed": Counts(),
    }
    scores = report.splits["all"].attribution
    assert (scores.precision, scores.recall, scores.f1) == (None, 0, 0)
    assert [each.problem for each in report.findings] == ["miss"] * 3


def test_nothing_to_find(tmp_path):
    path = write_lines(tmp_path / "gold.jsonl", {"text": TEXT, "attributions": []})
    report = evaluate(path, BRIDGE)
    assert splits(report)["all"] == Counts(0, 1, 0)
    assert report.splits["all"].attribution.recall is None
    quiet = evaluate(path)
    assert splits(quiet)["all"] == Counts()
    assert quiet.figures() == {}
    assert "–" in quiet.as_text()


def test_roles_by_exact_span_by_edges_and_by_word(gold):
    report = evaluate(
        gold,
        # One word short in the content, the edge mark inside the source, the cue missing.
        {"content": ["old bridge is safe"], "source": "Ada Park, a surgeon,"},
        {"content": ["It will stand", "“for a hundred years.”"], "cue": "told", "source": "she"},
    )
    source, cue, content = (report.roles[role] for role in ("source", "cue", "content"))
    assert source.exact == Counts(1, 1, 2)
    assert source.trimmed == Counts(2, 0, 1)
    assert source.words == Counts(5, 0, 2)
    assert cue.exact == Counts(0, 1, 3)
    assert cue.words == Counts(1, 0, 4)
    assert content.exact == Counts(1, 2, 3)
    assert content.trimmed == Counts(2, 1, 2)
    assert content.words == Counts(4 + 3 + 4, 0, 1 + 3)


def test_a_wrong_source_is_wrong_and_missed(gold):
    report = evaluate(gold, BRIDGE | {"source": "Bo Lind"}, STAND | {"source": ""}, HOPE)
    scores = report.splits["all"]
    assert scores.attribution == Counts(1, 2, 2)
    assert scores.content == Counts(3, 0, 0)
    assert scores.source == Accuracy(1, 3)
    wrong = [each for each in report.findings if each.problem == "wrong source"]
    assert [(each.wanted, each.found) for each in wrong] == [
        ("Ada Park, a surgeon", "Bo Lind"),
        ("she", None),
    ]


def test_half_of_the_words_find_a_content(gold):
    enough = evaluate(gold, BRIDGE | {"content": ["old bridge"]})  # Dice 2·2/(5+2)
    assert splits(enough)["all"] == Counts(1, 0, 2)
    short = evaluate(gold, BRIDGE | {"content": ["bridge"]})  # Dice 2·1/(5+1)
    assert splits(short)["all"] == Counts(0, 1, 3)


def test_one_prediction_finds_one_gold_item(gold):
    pieces = [STAND | {"content": [piece]} for piece in STAND["content"]]
    report = evaluate(gold, BRIDGE, BRIDGE, *pieces)
    # Both pieces reach Dice ≥ 0.5 with the whole of seven words (6/10, 8/11): one of them counts.
    assert splits(report)["all"] == Counts(2, 2, 1)


def test_an_attitude_counts_neither_way_among_statements(gold):
    """A prediction that calls gold's attitude a statement is right in all, else ignored."""
    report = evaluate(gold, HOPE | {"act": "statement"})
    assert splits(report)["all"] == Counts(1, 0, 2)
    assert splits(report)["statements"] == Counts(0, 0, 2)


def test_false_alarms_belong_to_the_split_of_their_own(gold):
    alarm = {"content": ["declined to comment"], "source": "The council"}
    silence = evaluate(gold, alarm | {"act": "silence"})
    assert {name for name, counts in splits(silence).items() if counts.wrong} == {
        "all",
        "indirect",
    }
    statement = evaluate(gold, alarm)
    assert {name for name, counts in splits(statement).items() if counts.wrong} == {
        "all",
        "statements",
        "indirect",
    }


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("“one two”", {"in quotation marks", "direct"}),
        ("“one two” three", {"in quotation marks", "mixed"}),
        ("“one two” three four five", {"mixed"}),
        ("one two", {"indirect"}),
    ],
)
def test_kinds_by_quotation_marks_where_gold_gives_none(tmp_path, content, wanted):
    text = f"Ada Park said {content}."
    line = {"text": text, "attributions": [annotation(text, [content], "said", "Ada Park")]}
    report = evaluate(write_lines(tmp_path / "gold.jsonl", line))
    assert {name for name, counts in splits(report).items() if counts.missed} == wanted | {
        "all",
        "statements",
    }


def test_kinds_by_gold_where_it_gives_them(records):
    path = records(record(TEXT, **BRIDGE, act="statement", kind="direct"))
    missed = {name for name, counts in splits(evaluate(path)).items() if counts.missed}
    assert missed == {"all", "statements", "direct"}  # a post set out as one has no marks


def test_attitudes_that_are_not_asked_for_need_not_be_found(gold):
    without = evaluate(gold, BRIDGE, STAND, attitudes=False)
    assert splits(without)["all"] == Counts(2, 0, 0)
    assert without.roles["source"].exact == Counts(2, 0, 0)
    assert without.gold == 2
    found_all_the_same = evaluate(gold, BRIDGE, STAND, HOPE, attitudes=False)
    assert splits(found_all_the_same)["all"] == Counts(2, 0, 0)


def test_an_article_that_the_program_gives_up_on_counts_as_missed(gold):
    def predict(articles):
        return [SourceError(article.source, "too long") for article in articles]

    report = evaluate_gold(gold, predict=predict)
    assert splits(report)["all"] == Counts(0, 0, 3)
    assert report.failures == ("a1: too long",)
    assert "1 articles were given up on" in report.as_text()


def test_the_other_annotators_against_the_first(tmp_path):
    first, second = annotation(TEXT, **BRIDGE), annotation(TEXT, **STAND)
    line = {
        "id": "a1",
        "text": TEXT,
        "attributions": [first, second],
        "other_annotators": [[first], [first, second, annotation(TEXT, **HOPE)]],
    }
    report = evaluate_annotators(write_lines(tmp_path / "gold.jsonl", line))
    assert [each.counts for each in report.articles] == [Counts(1, 0, 1), Counts(2, 1, 0)]
    assert splits(report)["statements"] == Counts(3, 0, 1)
    with pytest.raises(GoldError, match="no article has other annotators"):
        evaluate_annotators(write_lines(tmp_path / "one.jsonl", line | {"other_annotators": []}))


# The record format


ADA = Speaker("Ada Park", "person", True, role="surgeon")


@pytest.fixture
def records(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())

    def write(*lines):
        return write_lines(tmp_path / "gold.jsonl", *lines)

    return write


def test_fields_are_scored_where_gold_gives_them(records):
    path = records(
        record(
            TEXT,
            **BRIDGE,
            act="statement",
            kind="indirect",
            speaker={"name": "ada park", "type": "person", "named": True, "role": None},
        ),
        record(
            TEXT,
            **STAND,
            kind="direct",
            speaker={"name": "Ada Park", "affiliation": "Mercy Hospital"},
            addressee="The Herald",
        ),
    )
    report = evaluate(
        path,
        BRIDGE | {"speaker": ADA},
        STAND | {"speaker": Speaker("she", "person", False), "addressee": "Herald", "via": "AP"},
    )
    assert report.choices == {
        "act": Accuracy(1, 1),
        "kind": Accuracy(1, 2),
        "name": Accuracy(1, 2),
        "type": Accuracy(1, 1),
        "named": Accuracy(1, 1),
    }
    assert report.details == {
        "role": Counts(0, 1, 0),  # gold says there is none
        "affiliation": Counts(0, 0, 1),
        "addressee": Counts(1, 0, 0),  # a leading article aside; gold is silent on via
    }
    wrong = {(each.field, each.wanted, each.found) for each in report.findings}
    assert wrong == {
        ("kind", "direct", "indirect"),
        ("name", "Ada Park", "she"),
        ("role", None, "surgeon"),
        ("affiliation", "Mercy Hospital", None),
    }


def test_other_forms_are_accepted_where_gold_says_so(records):
    path = records(
        record(
            TEXT,
            **BRIDGE,
            speaker={"name": "Dr Ada Park", "role": None},
            accept={"name": ["Ada Park"], "role": ["Surgeon"]},
        )
    )
    report = evaluate(path, BRIDGE | {"speaker": ADA})
    assert report.choices["name"] == Accuracy(1, 1)
    assert report.details["role"] == Counts(1, 0, 0)


def test_null_is_accepted_where_gold_says_so(records):
    path = records(
        record(TEXT, **BRIDGE, speaker={"name": "Ada Park", "role": "x"}, accept={"role": [None]})
    )
    report = evaluate(path, BRIDGE | {"speaker": Speaker("Ada Park", "person", True)})
    assert report.details["role"] == Counts(0, 0, 0)


def test_gold_without_a_speaker(records):
    path = records(record(TEXT, **BRIDGE, speaker=None))
    assert evaluate(path, BRIDGE).choices["name"] == Accuracy(1, 1)
    assert evaluate(path, BRIDGE | {"speaker": ADA}).choices["name"] == Accuracy(0, 1)


def test_core_and_extra_entries(records):
    path = records(
        record(
            TEXT, **BRIDGE, kind="indirect", speaker={"name": "Ada Park", "role": "surgeon"},
            level="core",
        ),
        record(TEXT, **STAND, kind="direct", level="core"),
        record(TEXT, **HOPE, level="extra"),
    )  # fmt: skip
    report = evaluate(
        path,
        BRIDGE | {"speaker": ADA},
        STAND | {"kind": "mixed"},
        HOPE | {"act": "attitude"},
        {"content": ["declined to comment"]},
    )
    assert splits(report)["all"] == Counts(2, 1, 0)  # the extra one counts neither way
    core = report.core
    assert (core.right, core.asked) == (1, 2)
    assert [(each.line, each.fields) for each in core.failures] == [(2, ("kind",))]
    assert core.further == {"a.txt": ("declined to comment",)}
    assert report.figures()["core.right"] == 50
    assert "a.txt, line 2: kind" in report.as_text()


def test_core_content_needs_seven_tenths(records):
    path = records(record(TEXT, **BRIDGE, level="core"))
    half = evaluate(path, BRIDGE | {"content": ["old bridge"]}).core  # Dice 4/7
    assert half.failures[0].fields == ("content",)
    assert half.further == {"a.txt": ()}
    most = evaluate(path, BRIDGE | {"content": ["old bridge is"]}).core  # Dice 6/8
    assert most.failures == ()


def test_an_extra_entry_may_be_missed(records):
    path = records(record(TEXT, **BRIDGE, level="core"), record(TEXT, **HOPE, level="extra"))
    report = evaluate(path, BRIDGE)
    assert splits(report)["all"] == Counts(1, 0, 0)
    assert report.roles["cue"].words == Counts(1, 0, 0)


# The parts


def test_scoring_loads_no_language_model():
    code = (
        "import sys, quotes.evaluate; "
        "print([m for m in ('spacy', 'textacy', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ((), (), True),
        (((0, 8),), (), False),
        (((0, 8),), ((0, 8),), True),
        (((0, 8),), ((0, 19),), True),  # "Ada Park" within "Ada Park, a surgeon"
        (((10, 19),), ((0, 19),), True),  # "a surgeon" within it
        (((4, 11),), ((0, 8),), True),  # Dice 2·1/(2+2)
        (((0, 8),), ((10, 19),), False),
    ],
)
def test_sources_agree(a, b, agree):
    words = Words("Ada Park, a surgeon")
    assert sources_agree(words, a, b) is agree
    assert sources_agree(words, b, a) is agree


def test_of_nested_contents_each_finds_its_own():
    words = Words("one two three four said Bo per Ada")
    inner, outer = ((0, 13),), ((0, 18),)
    gold = [Item(outer, source=((24, 26),)), Item(inner, source=((31, 34),))]
    predicted = [Item(inner, source=((31, 34),)), Item(outer, source=((24, 26),))]
    assert [(m.gold, m.predicted) for m in match(gold, predicted, words)] == [(0, 1), (1, 0)]


items = st.lists(
    st.builds(
        lambda start, length, source: Item(((start, start + length),), source=source),
        st.integers(0, 20),
        st.integers(1, 20),
        st.sampled_from([(), ((0, 1),), ((4, 5),)]),
    ),
    max_size=6,
)


@given(items, items)
def test_matching_is_one_to_one(gold, predicted):
    pairs = match(gold, predicted, Words("a b c d e f g h i j k l m n o p q r s t u"))
    assert len({pair.gold for pair in pairs}) == len(pairs)
    assert len({pair.predicted for pair in pairs}) == len(pairs)
    assert all(pair.dice >= 0.5 for pair in pairs)


def test_context_marks_every_fragment_on_one_line():
    spans = [(text.index(piece), text.index(piece) + len(piece))
             for text in [TEXT] for piece in STAND["content"]]  # fmt: skip
    shown = in_context(TEXT, spans)
    assert "⟦“It will stand,”⟧ she told The Herald, ⟦“for a hundred years.”⟧ Bo Lind" in shown
    assert shown.startswith("Ada Park")
    assert "\n" not in shown
    assert shown.endswith("…")


def test_long_content_is_cut_in_the_middle():
    shown = in_context("x" * 1000, [(0, 1000)])
    assert len(shown) < 300
    assert "[…]" in shown


def test_reliability_and_calibration_error(gold):
    assert reliability([(0.05, False), (0.95, True), (1.0, False)]) == (
        Bin(1, pytest.approx(0.05), 0),
        Bin(2, pytest.approx(0.975), 1),
    )
    report = evaluate(gold, BRIDGE | {"confidence": 0.8}, HOPE | {"confidence": 0.6})
    assert report.calibration_error == pytest.approx((0.2 + 0.4) / 2)


def test_the_report_is_json_and_fits_a_terminal(gold):
    report = evaluate(gold, BRIDGE, STAND | {"source": "Bo Lind"}, {"content": ["The council"]})
    data = json.loads(json.dumps(report.as_dict()))
    assert data["splits"]["all"]["attribution"]["right"] == 1
    assert data["articles"] == {"a1": Counts(1, 2, 2).as_dict()}
    assert {each["problem"] for each in data["findings"]} == {
        "miss",
        "wrong source",
        "false alarm",
    }
    assert max(len(line) for line in report.as_text().splitlines()) <= 80
    listing = report.listing()
    assert "⟦to win again⟧" in listing
    assert "source: 'she' in gold, 'Bo Lind' found" in listing


def test_figures_of_each_kind_have_names(gold):
    figures = evaluate(gold, BRIDGE, STAND).figures()
    assert figures["attribution.all.recall"] == 66.67
    assert figures["exact.content.f1"] == pytest.approx(100 * 2 * 3 / (3 + 4), abs=0.01)
    assert figures["source agrees.statements"] == 100
