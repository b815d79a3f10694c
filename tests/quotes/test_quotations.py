"""Quotation marks in many languages, and marks that are something else."""

from __future__ import annotations

import yaml

from tests.passages import Sentence, check_sentences, write_sentences
from tests.reports import Folder

# The passage stands between bars.
QUOTED = [
    "He said “|the bridge is safe|” now.",
    "He said |“the bridge is safe”| now.",
    "He said “we think |the bridge is safe| by now”.",
    "Hon sade ”|bron är säker nu|” i går.",
    "Hon sade: ”En dag.” Och ”|bron är säker nu|”.",
    "Hän sanoi »|silta on turvallinen|» eilen.",
    "Er sagte, „|die Brücke ist sicher|“, und ging.",
    "Er sagte, „Ja“, und „|die Brücke ist sicher|“.",
    'Er sagte, „|die Brücke ist sicher|", und ging.',
    "Er sagte, »|die Brücke ist sicher|«, und ging.",
    "Er sagte: ‚|Die Brücke ist sicher|‘, und ging.",
    "Er sagte: ‚|Die Brücke ist sicher|’, und ging.",
    "Er sagte: ›|Die Brücke ist sicher|‹, und ging.",
    "Er rief: „Sie schrieb: ‚|Die Brücke ist sicher|‘, und ging.“",
    "Powiedział, że „|most jest bezpieczny|”.",
    "Azt mondta: „|a híd biztonságos|”, és elment.",
    "Il dit : «|le pont est sûr|».",
    "Il dit : « |le pont est sûr| ».",
    "Il dit : «\u00a0|le pont de l’île est sûr|\u00a0».",
    "Il dit : «\u202fc’est ‹|le pont est sûr|›\u202f», hier.",
    "Он сказал: «|мост безопасен сейчас|» вчера.",
    "He said ‘|the bridge is safe|’ now.",
    "He said ‘|the crews’ bridge is safe| and we don’t mind’ now.",
    "He said '|the bridge is safe|' now.",
    "He said '|it's the crews' bridge now|.'",
    'He said "|the bridge is safe|" now.',
    "He said \"'|the bridge is safe|' is a lie\".",
    "השר אמר: ״|הגשר בטוח עכשיו|״ והלך.",
    "השר אמר בצה״ל: ”|הגשר בטוח עכשיו|” והלך.",
    "大臣は｢|橋は今安全である|｣と述べた。",
    "He said ″|the bridge is safe|″ now.",
    "他说“|这座桥现在是安全的|”然后走了。",
    '他说"|这座桥现在是安全的|"然后走了。',
    "彼は「|橋は安全だと思います|」と言った。",
    "彼は「本に『|橋は安全だと思います|』とある」と言った。",
    "报道《|这座桥现在是安全的|》昨天刊登。",
    "报道〈|这座桥现在是安全的|〉昨天刊登。",
    "The harbour office said that “|every\nferry has been inspected and is safe|”. A woman left.",
    "“The first paragraph.\n\n“The second one: |the bridge is safe|.\n\n“The third.” He left.",
    "“The first paragraph.\n\n“The second one.\n\n“The third: |the bridge is safe|.” He left.",
    "« Un paragraphe.\n\n» Un autre : |le pont est sûr|.\n\n» Le dernier. » Il partit.",
    "He began: “The first paragraph.\n\nThe second one: |the bridge is safe|.” He left.",
    "‘The first paragraph.\n\n‘The second one: |the bridge is safe|.’ He left.",
    "“|We sent all the drones|,” he said. “|They were few and old|.”",
    "(“|the bridge is safe|”)—so he said.",
    "‘He said “goin’ home, |the bridge is safe|” now’.",
    "He said “so ‘what’? |The bridge is safe|”.",
]
NOT_QUOTED = [
    "He said |the bridge is safe| now.",
    "The ‘old’ one and |the bridge is safe| now.",
    "He said “yes” and |the bridge is safe| now.",
    "He said “yes” and |the bridge is safe| and “no” then.",
    "Hon sade ”ja” och |bron är säker nu| och ”nej”.",
    "Er sagte „ja“ und |die Brücke ist sicher| und „nein“.",
    "Il dit « oui » et |le pont est sûr| et « non ».",
    "Er sagte »ja« und |die Brücke ist sicher| und »nein«.",
    'He said "yes" and |the bridge is safe| and "no".',
    "The crews’ decision, |the bridge is safe|, was the captains’ own.",
    "The crews' decision, |the bridge is safe|, was the captains' own.",
    "It was the ’90s: |the bridge is safe| and the crews’ own.",
    "L’Iran dit que |le pont est sûr| et l’île aussi.",
    "It didn’t fall: |the bridge is safe| and won’t.",
    "Rock ’n’ roll: |the bridge is safe| with the bands’ help.",
    "The ‘ferries’ sank, but |the bridge is safe| by the crews’ decision.",
    'The beam is 12" long, |the bridge is safe|, and 5\' 10" wide.',
    "|He said “the bridge is safe” now|.",
    "He |said “the bridge| is safe”.",
    "“It opens and never closes.\n\nLater: |the bridge is safe|.\n\nThe end.",
    "“It opens and never closes.\n\nLater: |the bridge is safe|.\n\nHe said “yes” and left.",
    '"It opens and never closes.\n\nLater: |the bridge is safe|.\n\nHe said "yes" and left.',
    "“It opens and never closes.\n\nHe said “yes”.\n\nLater: |the bridge is safe|.” The end.",
    "„Es geht auf.\n\nSpäter: |die Brücke ist sicher|.\n\nEr sagte „ja“ und ging.",
    "Talaei-Nik‘s words: |the bridge is safe|. Nik‘s again.",
    "“|We sent all the drones|,” he said, and |they were few and old|.",
]


def as_sentences(texts: list[str], wording: str) -> list[Sentence]:
    return [Sentence(text, wording, "fi") for text in texts]


def test_quoted_words_stand_between_marks_of_whatever_language(folder: Folder) -> None:
    told = check_sentences(folder, as_sentences(QUOTED + NOT_QUOTED, "quoted"))

    refused = [bool([p for p in problems if p["rule"] == "not-quoted"]) for problems in told]
    passed = [text for text, was in zip(QUOTED, refused, strict=False) if was]
    assert passed == []
    kept = [text for text, was in zip(NOT_QUOTED, refused[len(QUOTED) :], strict=True) if not was]
    assert kept == []
    others = {p["rule"] for problems in told for p in problems} - {"not-quoted", "far-elision"}
    assert others == set()


def test_words_outside_the_marks_may_be_a_paraphrase_or_a_transcript(folder: Folder) -> None:
    [[problem]] = check_sentences(folder, as_sentences(NOT_QUOTED[:1], "quoted"))
    assert "wording: paraphrased" in problem["fix"]
    assert "wording: transcript" in problem["fix"]

    for wording in ("paraphrased", "transcript"):
        assert check_sentences(folder, as_sentences(NOT_QUOTED[:1], wording)) == [[]]


def test_a_transcript_names_who_speaks(folder: Folder) -> None:
    write_sentences(folder, as_sentences(NOT_QUOTED[:1], "transcript"))
    report = yaml.safe_load(folder.read("claims.yaml"))
    del report["claims"]["claim-0"]["quotes"][0]["speaker"]
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))

    assert "[no-speaker]" in folder.factcheck("check").stdout


def test_find_and_check_agree_on_what_is_quoted(folder: Folder) -> None:
    text = (
        "A headline.\n\nEr sagte: „Die Brücke\nist sicher“, und nannte sie ‚alt‘ und befahrbar.\n"
    )
    folder.write_source(text)

    found = folder.factcheck("find", "Die Brücke ist sicher").stdout
    assert "wording: quoted" in found
    found = folder.factcheck("find", "und befahrbar").stdout
    assert "wording: document" in found
