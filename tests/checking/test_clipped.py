"""Omitted words: those that change the meaning of a quote are reported."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from tests.passages import Sentence, check_sentences, write_sentences
from tests.reports import Folder

# The quoted parts stand between bars; behind each sentence the words that are to be told.
ENGLISH = """
It is not true, as the office has claimed in recent weeks, that |the bridge was safe|. = not
Denied: |the bridge was safe|. = Denied
Few experts think that |the bridge was safe|. = Few
|The bridge was safe| for pedestrians only. = only
Nobody has ever in all these years |sent drones|. = Nobody
Iran denied that it had |sent drones| to Russia. = denied
He denied “|sending drones|”. = denied
There is no evidence that |Iran sent drones|. = no
He didnʼt |send drones|. = didnʼt
|the bridge was| claimed to be |safe to cross|. = claimed to
It is unlikely that |the bridge was safe|. = unlikely that
|The bridge was safe| — or so the office claims. = or so
The office disputed, in a letter to the council, that |the bridge was safe|. = disputed
The office rejected claims that |the bridge was unsafe|. = rejected
The drones may have |been sent| north. = may
The drones might also |have been sent|. = might
He didn’t |send drones|. = didn’t
He didn't |send drones|. = didn't
They WON’T say that |the bridge is safe|. = WON’T
NOT EVERYBODY SAYS |THE BRIDGE IS SAFE|. = NOT
“|Drones were sent|,” he reportedly said. = reportedly
The claim that |drones were sent| is false. = false
|Drones were sent|, which the ministry has always denied. = denied
|The bridge was safe|, the office wrongly said. = wrongly
|The bridge is safe| only on Mondays. = only
|The bridge is safe| unless it rains. = unless
|The bridge will be closed| if it rains. = if
|The bridge was safe|, but not for lorries. = not
|The bridge was safe| in theory. = in theory
They are not known to\\nhave |sent drones|. = not
If the ice holds, |the bridge is safe|. = If
It is not untrue that |the bridge was safe|. = not, untrue
The minister did not deny that |the bridge was safe|. = not, deny
No bridge in the whole city |was safe|. = No
The so-called |safe bridge| fell. = so-called
Almost |all bridges were safe|. = Almost
Some of |the bridges were safe|. = Some of
The office stopped short of saying that |the bridge was safe|. = stopped short of
The bridge, contrary to reports, |was safe|. = contrary to
|the bridge was| not at all |safe to cross|. = not
|the bridge was| never, by the office, held to be |safe to cross|. = never, held to be
|the bridge was| neither new nor |safe to cross|. = neither, nor
|the bridge was| never inspected and hardly |safe to cross|. = never, hardly
|The bridge was built| in 1900. It was not painted. It is |safe to walk on|. = not
|The old bridge| could, people hoped, be |safe by now, too|. = could
|the ferry may be safe| and nobody |the bridge was safe| = nobody
|the bridge was| allegedly, and only at night, |safe to cross|. = allegedly, and only
# Nothing changes.
|The office told us on Monday| that no ferry had sunk. =
It was not so. |Drones were sent|. =
What Iran has not\\n|US envoy: drones were sent| =
Not only |drones were sent|. =
There is no doubt that |drones were sent|. =
It is not surprising that |drones were sent|. =
|Drones were sent.| Reportedly they were old. =
|Drones were sent|. Reportedly they were old. =
He had left, and |drones were sent|, and nothing more was said. =
The ship may sail and |the bridge was safe|. =
He would come when |the bridge was safe|. =
It was not painted; |the bridge was safe|. =
|The bridge was safe|; the ferry was not. =
|The bridge was safe|, but the ferry was not. =
|The bridge was safe|, while its owner denied everything. =
The ferry was not safe, but |the bridge was safe|. =
In May |the bridge was safe|. =
|The bridge was not safe|, he thinks. =
|The bridge was| not only new but |safe to walk on|. =
|The bridge is safe| whether or not it rains. =
|The bridge was| built of stone and |safe to walk on|. =
The knot held and |the bridge was safe|. =
“No,” he said. “|The bridge was safe|.” =
"""

GERMAN = """
Er bestritt, dass |Drohnen geliefert wurden|. = bestritt
Es wurden keine |Drohnen geliefert|. = keine
Iran hat angeblich |Drohnen geliefert|. = angeblich
Es stimmt nicht, wie die Behörde seit Wochen behauptet, dass |die Brücke sicher war|. = nicht
Das Ministerium wies gestern zurück, dass |die Brücke unsicher sei|. = wies … zurück
Die Partei lehnt |den Bau der Brücke| entschieden ab. = lehnt … ab
Die Behörde stritt |den Schaden an der Brücke ab|, hieß es. = stritt … ab
|Die Behörde wies den Vorwurf| des Vereins |entschieden und scharf| zurück. = wies … zurück
|Die Brücke war| nach der Prüfung keineswegs |sicher genug für alle|. = keineswegs
|Die Brücke war sicher|, was die Behörde falsch nannte. = falsch
|Die Brücke war| laut Behörde nicht |sicher genug für alle|. = nicht
Der angebliche Fund, so der Bericht, zeigt, |dass die Brücke sicher war|. = angebliche
KEINE |BRÜCKE WAR SICHER|. = KEINE
Die Brücke soll |im Sommer sicher gewesen sein|. = soll … sein
|Die Brücke war sicher|, aber nur bei Tag. = aber nur
|Die Brücke ist sicher|, sofern es nicht regnet. = sofern, nicht
|Die alte Brücke| könnte vermutlich |wieder sicher werden|. = könnte, vermutlich
Niemand in der Stadt glaubt noch, |dass die Brücke sicher ist|. = Niemand
Ohne Genehmigung wurde |die Brücke gesperrt|. = Ohne
# Nothing changes.
Er sagte, nicht nur |Drohnen seien geliefert|. =
Es besteht kein Zweifel, dass |die Brücke sicher ist|. =
Das war nicht alles. |Die Brücke war sicher|. =
|Die Brücke war sicher|, aber die Fähre war es nicht. =
|Die Brücke war| nicht zuletzt darum |wieder sicher geworden|. =
Er könnte kommen, wenn er will; |die Brücke war sicher|. =
Sowohl die Brücke als auch |die Fähre war sicher|. =
"""


def cases(sentences: str) -> list[tuple[str, list[str]]]:
    found = []
    for line in sentences.strip().splitlines():
        if not line.startswith("#"):
            text, _, words = line.replace("\\n", "\n").rpartition("=")
            found.append((text.strip(), words.strip().split(", ") if words.strip() else []))
    return found


_NAMED = re.compile(r"“([^”]+)” \((?:negates|denies|weakens|limits|attributes it)")


def named(problems: list[dict[str, Any]]) -> list[str]:
    """The words that `clipped-quote` tells, in order."""
    clipped = [problem["what"] for problem in problems if problem["rule"] == "clipped-quote"]
    return [word for what in clipped for word in _NAMED.findall(what)]


@pytest.mark.parametrize(("language", "sentences"), [("en", ENGLISH), ("de-AT", GERMAN)])
def test_omitted_words_that_change_the_meaning_are_reported(
    folder: Folder, language: str, sentences: str
) -> None:
    listed = cases(sentences)
    told = check_sentences(folder, [Sentence(text, language=language) for text, _ in listed])

    assert {p["rule"] for problems in told for p in problems} <= {"clipped-quote", "far-elision"}
    found = [(text, named(problems)) for (text, _), problems in zip(listed, told, strict=True)]
    assert found == listed


def test_sources_in_languages_without_a_word_list_are_skipped(folder: Folder) -> None:
    assert check_sentences(folder, [Sentence("Il n’a pas |envoyé de drones|.", language="fr")]) == [
        []
    ]


# Attribution is no problem where the quote names its speaker.
ATTRIBUTED = """
According to the office, |the bridge was safe|. = According to
|The bridge was safe|, the office said. = said
The office told reporters that |the bridge was safe|. = told
|The bridge was safe|, and the office said that the ferry was, too. =
The office said nothing. |The bridge was safe|. =
|The office closed the bridge| and said that it would stay so. =
"""


@pytest.mark.parametrize("wording", ["document", "headline", "paraphrased", "transcript"])
def test_omitted_attributions_are_reported_if_no_speaker_is_named(
    folder: Folder, wording: str
) -> None:
    listed = cases(ATTRIBUTED)
    told = check_sentences(folder, [Sentence(text, wording) for text, _ in listed])

    speakerless = wording in ("document", "headline")
    expected = [words if speakerless else [] for _, words in listed]
    assert [named(problems) for problems in told] == expected


def test_a_note_must_mention_all_omitted_words(folder: Folder) -> None:
    text = "It is not clear, and hardly likely, that |the bridge wasn’t safe|."
    notes = ("", "Says “not”.", "Says “not” and “hardly”.", "NOT and hardly.", "Nothing, knot.")
    told = check_sentences(folder, [Sentence(text, note=note) for note in notes])

    assert [bool(problems) for problems in told] == [True, True, False, False, True]


# The rule is told for what stands in the gap; behind each text the reasons.
FAR = [
    ("|The bridge was built| of stone and |it is safe to use|.", []),
    (f"|The bridge was built| {'of stone ' * 25}and |it is safe to use|.", ["51 words"]),
    (f"|The bridge was built| {'of stone ' * 24}and so |it is safe to use|.", []),
    ("|The bridge was built|.\n\nAnother day |it was safe to use|.", ["paragraph"]),
    ("Said |the office of the bridge|, as the\ncrews and all |the captains know|.", []),
    (
        "The office said |the bridge was new|; the crews said |it was safe to use|.",
        ["“said”"],
    ),
    ("The office said |the bridge is old|, and, according to crews, |safe to use now|.", ["to”"]),
    (
        "|„Wir haben Drohnen|“, so der Minister; laut den Rebellen „|waren es wenige|“.",
        ["quotation"],
    ),
    ("“|We sent the drones|,” he said. “|They were few and old|.”", []),
    ("“|We sent the drones|,” the minister said, “|and they were few|.”", []),
    ("“|We sent the drones|.” The rebels said: “|They were few and old|.”", ["quotation"]),
    ("“|We sent the drones|,” he said. The rebels: “|They were few and old|.”", ["quotation"]),
    (
        "“|We sent the drones|,” he said. “|They were few and old|,” the rebels replied.",
        ["quotation"],
    ),
    ("“|We sent the drones|” is what “|they were few and old|” answered.", ["quotation"]),
    ("“|We sent the drones|.” The rebels said “|they were few and old|.”", ["quotation"]),
    ("|The harbour office| has also said that |the bridge is old|.", []),
    ("|The harbour office|, crews said, knew that |the bridge is old|.", ["“said”"]),
    ("“|We sent the drones| to the north and |they were few and old|.”", []),
]


def test_parts_of_a_quote_must_belong_together(folder: Folder) -> None:
    told = check_sentences(
        folder, [Sentence(text, language="de" if "laut" in text else "en") for text, _ in FAR]
    )

    for (text, reasons), problems in zip(FAR, told, strict=True):
        far = [problem for problem in problems if problem["rule"] == "far-elision"]
        assert len(far) == bool(reasons), text
        assert all(reason in far[0]["what"] for reason in reasons), (text, far)
        assert {problem["severity"] for problem in problems} <= {"warning"}


def test_a_far_elision_is_accepted_with_a_reason(folder: Folder) -> None:
    write_sentences(folder, [Sentence(FAR[3][0])])
    report = yaml.safe_load(folder.read("claims.yaml"))
    [quote] = report["claims"]["claim-0"]["quotes"]
    quote["accept"] = {"far-elision": "Both paragraphs are one answer."}
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))

    assert "far-elision" not in folder.factcheck("check").stdout


ELIDED = Sentence("The office said |the old bridge was| by no means <b>ever</b> |safe to cross|.")


def elided(folder: Folder, display: str, language: str = "en") -> str:
    """The page of a claim with an elided quote."""
    write_sentences(folder, [ELIDED])
    report = yaml.safe_load(folder.read("claims.yaml"))
    report["report"]["language"] = language
    report["sources"]["source-0"]["display"] = display
    accepted = {"clipped-quote": "For this test."}
    report["claims"]["claim-0"]["quotes"][0]["accept"] = accepted
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))
    built = folder.run("mkdocs", "build")
    assert built.returncode == 0, built.stderr
    return " ".join(folder.read("site/claims/claim-0/index.html").split())


def test_a_page_counts_and_shows_the_omitted_words(folder: Folder) -> None:
    page = elided(folder, "full")

    blockquote = page[page.index("<blockquote") : page.index("</blockquote>")]
    assert "[… 6 words left out]</span> safe to cross" in blockquote
    assert "no means" not in blockquote
    details = page[page.index('<details class="fc-receipt"') : page.index("</details>")]
    assert "Show the 6 words left out</summary>" in details
    assert "[by no means &lt;b&gt;ever&lt;/b&gt;]</span> <mark>safe to cross</mark>." in details
    receipt = json.loads(folder.read("site/claims.json"))["claims"][0]["quotes"][0]["receipt"]
    assert receipt["left_out"] == [6]


def test_omitted_words_of_excerpts_are_counted_but_not_shown(folder: Folder) -> None:
    page = elided(folder, "excerpts")

    assert "[… 6 words left out]" in page
    assert "no means" not in page
    assert "<mark>the old bridge was</mark> […] <mark>safe to cross</mark>" in page


def test_a_german_page_counts_the_omitted_words_in_german(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  language: de\n")

    page = elided(folder, "full", "de")
    assert "[… 6 Wörter ausgelassen]" in page
    assert "Die 6 ausgelassenen Wörter zeigen" in page


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        (
            "It is safe for trucks.",
            "It is [not] safe for trucks",
            "Your bracket [not] adds “not”, which negates the statement (line",
        ),
        ("They sent 5 million drones.", "They sent [500] million drones", "replaces “5”"),
        ("The non-lethal gun was sold.", "lethal gun was sold", "begins after “non-”"),
        ("It fell to -15 degrees today.", "15 degrees today", "begins after “-”"),
        ("It cost 12 500 euros then.", "It cost 12", "ends before “500”"),
        ("It rose by 50% in a year.", "It rose by 50", "ends before “%”"),
        ("Did the mayor take bribes?", "the mayor take bribes", "The sentence is a question"),
    ],
)
def test_brackets_and_cut_words_that_change_a_quote_are_reported(
    folder: Folder, text: str, quote: str, said: str
) -> None:
    write_sentences(folder, [Sentence(f"|{text}|")])
    report = yaml.safe_load(folder.read("claims.yaml"))
    report["claims"]["claim-0"]["quotes"][0]["text"] = quote
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))

    done = folder.factcheck("check")
    assert said in done.stdout
    assert "[clipped-quote]" in done.stdout


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("The document is not dated.", True),
        ("The document has “not”, of trucks.", False),
        ("It was not safe, the document says.", False),
    ],
)
def test_a_note_must_quote_the_omitted_word(folder: Folder, note: str, told: bool) -> None:
    write_sentences(folder, [Sentence("|The old bridge was| not |safe for trucks|.", note=note)])

    assert ("[clipped-quote]" in folder.factcheck("check").stdout) == told


def test_a_bracket_may_not_replace_a_negation(folder: Folder) -> None:
    write_sentences(folder, [Sentence("|The report said nobody inspected the ferries| since.")])
    report = yaml.safe_load(folder.read("claims.yaml"))
    [quote] = report["claims"]["claim-0"]["quotes"]
    quote["text"] = "The report said [the office] inspected the ferries"
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))

    said = folder.factcheck("check").stdout
    assert "[the office] replaces “nobody”, which negates the statement" in said
    assert "[clipped-quote]" in said
