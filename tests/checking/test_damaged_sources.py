"""Damaged source texts get a note with the line."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from tests.reports import Folder, sha256

DAMAGED = {
    "lost-letters": ("One.\nThe \ufffd ferry.\n", "U+FFFD", "line 2"),
    "curly-apostrophe": ("It isnâ€™t safe.\n", "read as another encoding", "line 1"),
    "accents": ("The cafÃ© closed.\n", "read as another encoding", "line 1"),
    "cyrillic": ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€\n", "read as another encoding", "line 1"),
    "arabic": ("Ø§Ù„Ø³Ù„Ø§Ù…\n", "read as another encoding", "line 1"),
    "japanese": ("æ—¥æœ¬èªž\n", "read as another encoding", "line 1"),
    "mac": ("It isn‚Äôt safe.\n", "read as another encoding", "line 1"),
    "latin-1": ("He said \x93no\x94.\n", "Windows-1252 was read as Latin-1", "line 1"),
    "font": ("The \ue001rst ferry.\n", "font without a character table", "line 1"),
    "cid": ("The (cid:34)(cid:7) ferry.\n", "font without a character table", "line 1"),
    "question-marks": ("They don?t know.\n", "became question marks", "line 1"),
    "html": ("The&nbsp;ferry &#8217; is safe.\n", "Character references of HTML", "line 1"),
    "several-lines": ("a\n\ufffd\nb\n\ufffd\n", "U+FFFD", "lines 2, 4"),
}
WHOLE = {
    "english": "Isn’t it? He said “no” – twice… and left; R&D, AT&T. See https://x.org/a?st=1\n",
    "french": "« C’est à la fête, l’été\xa0» disait-il. L’ÉTÉ’ fut long\xa0: où était-ce ?\n",
    "german": "Die Größe „ÄÖÜ“ änderte sich – übrigens.\n",
    "portuguese": "São João, amanhã, não é? Irmã e irmão, às três.\n",
    "russian": "ПРИВЕТ, СССР и Россия: «мир».\n",
    "greek": "Δημοκρατία και ΪΫ, 5 μ²\n",
    "vietnamese": "Tiếng Việt có dấu, Đà Nẵng\n",
    "arabic": "قال المكتب إنها آمنة.\n",
    "hebrew": "שלום עולם\n",
    "japanese": "橋は安全である。\n",
}


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = Folder(tmp_path_factory.mktemp("damage"))
    report = yaml.safe_load(folder.read("claims.yaml"))
    texts = {f"damaged-{name}": row[0] for name, row in DAMAGED.items()}
    texts |= {f"whole-{name}": text for name, text in WHOLE.items()}
    for name, text in texts.items():
        folder.write(f"seeds/{name}.txt", text)
        source = {"file": f"seeds/{name}.txt", "title": name, "sha256": sha256(text)}
        report["sources"][name] = source
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True))
    done = folder.factcheck("check", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = [item for item in json.loads(done.stdout) if item["rule"] == "damaged-source"]
    assert {item["severity"] for item in found} == {"note"}
    return {item["entry"].removeprefix("source "): item for item in found}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_reported_with_its_line(name: str, notes: dict[str, dict[str, Any]]) -> None:
    _, sign, lines = DAMAGED[name]
    said = notes[f"damaged-{name}"]["what"]
    assert sign in said
    assert f"{lines})" in said


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_text_has_no_signs_of_damage(name: str, notes: dict[str, dict[str, Any]]) -> None:
    assert f"whole-{name}" not in notes
