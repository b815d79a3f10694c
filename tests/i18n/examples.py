"""Reports in German and Arabic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.reports import ROOT, Folder, sha256

GAZETTE = """\
Stadt weist Vorwürfe zurück

Die Brücke sei „jederzeit sicher und gut gepflegt“ gewesen, sagte der Bürgermeister am 5. November.
Ein Ingenieur des Prüfbüros erklärte, er habe der Stadt die Risse schon im August gemeldet.
Auch der Bürgermeister räumte ein, dass der Bericht des Büros im Rathaus eingegangen sei.
Die Zeitung hat den Bericht nicht gesehen.
Die Brücke wurde im Oktober gesperrt; seither fahren die Busse einen Umweg von zwölf Minuten.
"""
FILLER = "An der Brücke wird gearbeitet, und niemand sagt, wie lange es noch dauern wird.\n"
MINUTES = """\
Niederschrift der Sitzung
Der Bürgermeister sagte, die Brücke sei jederzeit sicher gewesen.
Ein Ratsmitglied fragte nach den Rissen. Das Prüfbüro antwortete, sie seien seit August bekannt.
"""
GERMAN = """\
report:
  title: "Die Brücke: was zwei Dokumente sagen"
  summary: Zwei Dokumente über die gesperrte Brücke wurden Satz für Satz gelesen.
  language: de
  publisher: {{name: Die Redaktion}}
  license: {{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/deed.de"}}
  report_errors: "mailto:redaktion@example.org"
  key_claims: [sicher, gemeldet]

sources:
  anzeiger:
    file: seeds/anzeiger.txt
    sha256: {gazette}
    title: Stadt weist Vorwürfe zurück
    author: Lokalredaktion
    published: 2022-11-06
    language: de
  niederschrift:
    file: seeds/niederschrift.txt
    sha256: {minutes}
    title: Niederschrift der Sitzung
    language: de
    display: excerpts

origins:
  stadt: {{name: Stadtverwaltung, kind: government, note: Auch der Bürgermeister.}}
  buero: {{name: Prüfbüro, kind: organisation}}
  anwohner: {{name: Anwohner, kind: anonymous}}

verdicts:
  uebereinstimmend:
    label: Übereinstimmend bestätigt
    means: Zwei unabhängige Quellen sagen es, keine sagt etwas anderes.
    tone: positive
    needs: {{supporting_origins: 2}}
    allows: {{refuting_origins: 0}}
  behauptet:
    label: Behauptet, nicht bestätigt
    means: Nur eine Quelle sagt es.
    tone: neutral
    needs: {{supporting_origins: 1}}
    allows: {{supporting_origins: 1, refuting_origins: 0}}
  widerspruechlich:
    label: Widersprüchlich dargestellt
    means: Eine Quelle sagt es, eine andere das Gegenteil.
    tone: mixed
    needs: {{supporting_origins: 1, refuting_origins: 1}}
  unbelegt:
    label: Ohne Quelle
    means: Kein Dokument nennt jemanden, der es sagt.
    tone: neutral
    allows: {{supporting_origins: 0, refuting_origins: 0}}

claimants:
  buergermeister: {{name: Der Bürgermeister, role: Leiter der Stadtverwaltung}}
  pruefbuero: {{name: Das Prüfbüro}}

claims:
  sicher:
    claim: Die Brücke war jederzeit sicher.
    claimants: [buergermeister]
    stated: 2022?-11-05
    stated_note: Das Dokument nennt kein Jahr.
    verdict: widerspruechlich
    summary: Der Bürgermeister sagte es zweimal; das Prüfbüro sah im August Risse.
    analysis: Die Stadt zählt **einmal**.
    reviewed: 2022-11-30
    related: [gemeldet]
    corrections:
      - date: 2022-12-01
        kind: correction
        note: Das Prüfbüro war übersehen worden.
        was: {{verdict: behauptet}}
    quotes:
      - text: jederzeit sicher und gut gepflegt
        prefix: Die Brücke sei „
        source: anzeiger
        stance: supports
        speaker: der Bürgermeister
        wording: quoted
        origin: stadt
      - text: Der Bürgermeister sagte, die  Brücke sei jederzeit sicher gewesen.
        source: niederschrift
        stance: supports
        speaker: Der Bürgermeister
        wording: paraphrased
        origin: stadt
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        stance: refutes
        speaker: Ein Ingenieur des Prüfbüros
        wording: paraphrased
        via: Lokalradio
        origin: buero
      - text: Stadt weist Vorwürfe zurück
        source: anzeiger
        stance: context
        wording: headline
  gemeldet:
    claim: Die Risse waren der Stadt im August gemeldet.
    claimants: [pruefbuero]
    verdict: uebereinstimmend
    summary: Das Prüfbüro sagt es, und der Bürgermeister räumt den Eingang ein.
    quotes:
      - text: Ein Ingenieur des Prüfbüros […] die Risse schon im August gemeldet.
        source: anzeiger
        stance: supports
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
      - text: Auch der Bürgermeister räumte ein, dass der Bericht des Büros im Rathaus eingegangen
        source: anzeiger
        stance: supports
        speaker: der Bürgermeister
        wording: paraphrased
        origin: stadt
  bekannt:
    claim: Die Risse sind seit August bekannt.
    claimants: [pruefbuero]
    verdict: behauptet
    summary: Das Prüfbüro sagte es in der Sitzung.
    quotes:
      - text: Das Prüfbüro antwortete, sie seien seit August bekannt.
        source: niederschrift
        stance: supports
        speaker: Das Prüfbüro
        wording: paraphrased
        origin: buero
  gesperrt:
    claim: Die Brücke wurde im Oktober gesperrt.
    verdict: unbelegt
    summary: Die Zeitung schreibt es, ohne jemanden zu nennen.
    quotes:
      - text: Die Brücke wurde im Oktober gesperrt
        source: anzeiger
        stance: supports
        wording: document

timeline:
  - when: 2022-08
    event: Das Prüfbüro meldet der Stadt die Risse.
    quotes:
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
    claims: [gemeldet]
  - when: 2022?-11-05
    when_note: Das Jahr ergibt sich aus dem Tag der Zeitung.
    event: Der Bürgermeister weist Vorwürfe zurück.
    quotes:
      - text: sagte der Bürgermeister am 5. November
        source: anzeiger
        wording: document

disagreements:
  - about: Ob die Brücke sicher war
    compatible: "no"
    note: Eine Brücke mit Rissen ist nicht jederzeit sicher.
    quotes:
      - text: Der Bürgermeister sagte, die Brücke sei jederzeit sicher gewesen.
        source: niederschrift
        speaker: Der Bürgermeister
        wording: paraphrased
        origin: stadt
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
    claims: [sicher]
"""
ARABIC = """\
نفى الوزير يوم السبت إرسال أي طائرات مسيّرة بعد بدء الحرب، وقال إن ما نُشر عن ذلك في الصحف لا أساس له.
وقال متحدث باسم الطرف الآخر إن عشرات المسيّرات أُرسلت في الصيف، وإن لديه ما يثبت ذلك من صور ووثائق.

ولم يرد مكتب الوزير على أسئلة صحيفة Gazette بحلول 5 نوفمبر 2022.
"""
MIXED = """\
The ministry published its answer in two languages, and the Gazette printed both of them in full.
قالت الوزارة إن الرد نُشر في 5 نوفمبر 2022 على موقع Gazette Online باللغتين العربية والإنجليزية معًا.
The English text reads: “no drones were sent”.
"""
ABROAD = """\
report:
  title: {title}
  summary: {summary}
  language: {language}

sources:
  sahifa:
    file: seeds/sahifa.txt
    sha256: {arabic}
    title: "الوزير ينفي إرسال المسيّرات (2022)"
    author: "هيئة التحرير (بيروت)"
    published: 2022-11-06
    url: https://example.org/sahifa/
    language: ar
  both:
    file: seeds/both.txt
    sha256: {mixed}
    title: "An answer in two languages: ردّ بلغتين (1)"
    author: Gazette Online

origins:
  ministry: {{name: "وزارة الدفاع (2)", kind: government}}
  other-side: {{name: Other Side, kind: organisation}}

verdicts:
  disputed:
    label: {disputed}
    means: {means}
    tone: mixed
    needs: {{supporting_origins: 1, refuting_origins: 1}}
  unsupported: {{label: {unsupported}, means: "{means}", tone: neutral}}

claimants:
  minister: {{name: "وزير الدفاع (2)", role: "Minister"}}
  gazette: {{name: Gazette Online}}

claims:
  none-sent:
    claim: {claim}
    claimants: [minister]
    stated: 2022-11-05
    verdict: disputed
    summary: {summary}
    quotes:
      - text: نفى الوزير يوم السبت إرسال أي طائرات مسيّرة بعد بدء الحرب
        source: sahifa
        stance: supports
        speaker: "وزير الدفاع (2)"
        wording: paraphrased
        via: "وكالة الأنباء (2)"
        origin: ministry
      - text: no drones were sent
        source: both
        stance: supports
        speaker: "وزارة الدفاع (2)"
        wording: quoted
        origin: ministry
      - text: "وقال متحدث باسم الطرف الآخر إن عشرات المسيّرات أُرسلت في الصيف"
        source: sahifa
        stance: refutes
        speaker: A spokesman
        wording: paraphrased
        origin: other-side
  answered:
    claim: {other}
    claimants: [minister, gazette]
    verdict: unsupported
    summary: {summary}
    quotes:
      - text: قالت الوزارة إن الرد نُشر في 5 نوفمبر 2022 على موقع Gazette Online
        source: both
        stance: context
        wording: document

timeline:
  - when: 2022-11
    event: {claim}
    quotes:
      - text: بحلول 5 نوفمبر 2022
        source: sahifa
        wording: document
    claims: [none-sent]
"""
IN_ENGLISH = {
    "language": "en",
    "title": "Who sent what",
    "summary": "Two documents were read.",
    "disputed": "Disputed",
    "unsupported": "Not shown",
    "means": "One says so, another says not.",
    "claim": "No drones were sent after the war began.",
    "other": "The ministry answered in two languages.",
}
IN_ARABIC = {
    "language": "ar",
    "title": "من أرسل ماذا؟",
    "summary": "قُرئت وثيقتان جملة جملة، إحداهما من صحيفة Gazette Online.",
    "disputed": "متنازع عليه",
    "unsupported": "لا دليل عليه",
    "means": "يقول طرف ذلك وينفيه آخر.",
    "claim": "لم تُرسل أي مسيّرات بعد بدء الحرب.",
    "other": "ردّت الوزارة بلغتين.",
}
# Enough for a reader of Arabic to see how a sentence with names and numbers in it is laid out.
SENTENCES = {
    "count.documents": {
        "zero": "لا وثائق",
        "one": "وثيقة واحدة",
        "two": "وثيقتان",
        "few": "{count} وثائق",
        "many": "{count} وثيقة",
        "other": "{count} وثيقة",
    },
    "count.origins": {
        "zero": "لا مصادر",
        "one": "مصدر واحد",
        "two": "مصدران",
        "few": "{count} مصادر",
        "many": "{count} مصدرًا",
        "other": "{count} مصدر",
    },
    "list.balance": "مع: {supporting}، ضد: {refuting}",
    "list.nobody": "بلا مصدر",
}
PAGES = (
    "",
    "claims/",
    "claims/none-sent/",
    "claims/answered/",
    "sources/",
    "sources/sahifa/",
    "sources/both/",
    "claimants/",
    "claimants/minister/",
    "origins/",
    "matrix/",
    "timeline/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)
GERMAN_PAGES = (
    "",
    "claims/",
    "claims/sicher/",
    "claims/gemeldet/",
    "claims/gesperrt/",
    "sources/",
    "sources/anzeiger/",
    "sources/niederschrift/",
    "claimants/",
    "claimants/buergermeister/",
    "claimants/pruefbuero/",
    "origins/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)


def set_language(folder: Folder, language: str) -> None:
    folder.replace(
        "mkdocs.yml",
        "  font: false\n",
        f"  font: false\n  language: {language}\n"
        "  features: [navigation.tabs, navigation.path, navigation.footer]\n",
    )


def write_german(folder: Folder) -> None:
    gazette = GAZETTE + 130 * FILLER
    folder.write("seeds/anzeiger.txt", gazette)
    folder.write("seeds/niederschrift.txt", MINUTES)
    pins = {"gazette": sha256(gazette), "minutes": sha256(MINUTES)}
    folder.write("claims.yaml", GERMAN.format(**pins))


def write_abroad(folder: Folder, said: Mapping[str, str]) -> None:
    folder.write("seeds/sahifa.txt", ARABIC)
    folder.write("seeds/both.txt", MIXED)
    pins = {"arabic": sha256(ARABIC), "mixed": sha256(MIXED)}
    folder.write("claims.yaml", ABROAD.format(**pins, **said))


def six_forms(node: Any) -> Any:
    """The English words with the plural forms that Arabic has."""
    if not isinstance(node, dict):
        return node
    if "other" in node:
        forms = ("zero", "two", "few", "many", "other")
        return {"one": node["one"], **dict.fromkeys(forms, node["other"])}
    return {name: six_forms(inner) for name, inner in node.items()}


def arabic_words() -> str:
    words = six_forms(
        yaml.safe_load(
            (ROOT / "generator/factcheck_report/i18n/languages/en.yaml").read_text("utf-8")
        )
    )
    for name, sentence in SENTENCES.items():
        group, _, key = name.partition(".")
        words[group][key] = sentence
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False)


def built(folder: Folder, serve: Callable[[Path], str]) -> str:
    done = folder.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(folder.path / "site")
