"""Rule files of 60 kB that are none, each as slow or as large as its idea allows."""

from collections.abc import Mapping
from itertools import repeat

from tests.rules.large import (
    DEFINITIONS,
    HEAD,
    LARGE,
    RULES,
    filled,
    full_rules,
    numbered,
    repeated,
    rule,
    rules,
)

NO_FILES: Mapping[str, str] = {
    "open brackets": repeated("["),
    "open braces": repeated("{"),
    "open brackets and question marks": repeated("[?"),
    "brackets that are closed": repeated("[", foot=repeated("]", "x" * (LARGE // 2))),
    "dashes": repeated("- "),
    "dashes on lines of their own": repeated("-\n"),
    "dashes further and further in": filled(
        "", ("\n" + " " * n + "-" for n in range(LARGE))
    ),
    "question marks": repeated("? "),
    "colons": repeated(":\n"),
    "commas": repeated("a,", "[", "]"),
    "empty lists": repeated("[],", "[", "]"),
    "mappings of one": repeated("a: b,", "[", "]"),
    "one key again and again": repeated("a: b\n"),
    "keys": numbered("k#: 1\n"),
    "long keys": numbered(f"{'k' * 55}#: 1\n"),
    "one very long key": repeated("k", "k: 1\n", ": 1\n"),
    "lists for keys": repeated("[a]: b\n"),
    "merges": repeated("<<: b\n"),
    "anchors": numbered("k#: &a# b\n"),
    "tags": numbered("k#: !!a b\n"),
    "aliases": repeated("*a, ", "a: &a b\nb: [", "]\n"),
    "an alias bomb": filled(
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n",
        (f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, LARGE)),
    ),
    "one long text": repeated("x", f"{HEAD}rules: "),
    "one long text in quotes": repeated("\\x41", f'{HEAD}rules: "', '"'),
    "a text over many lines": repeated("  x\n", f"{HEAD}rules: >\n"),
    "a quote that is never closed": repeated("x\n", f'{HEAD}rules: "'),
    "spaces": repeated(" "),
    "tabs": repeated("\t"),
    "blank lines": repeated("\n"),
    "carriage returns": repeated("\r"),
    "line ends of every kind": repeated("a: b\r\n\rc: d\n\r\n\x85e: f\u2028"),
    "comments": repeated("# c\n"),
    "one long comment": repeated("#"),
    "documents": repeated("---\n"),
    "ends of documents": repeated("...\n"),
    "directives": repeated("%A b\n"),
    "letters of four bytes": repeated("\U0001d11e", f"{HEAD}rules: "),
    "keys of four bytes": numbered("\U0001d11e#: 1\n"),
    "characters that nobody sees": repeated("\x00"),
    "one that nobody sees, at the end": repeated("#", foot="\x07"),
}
# Long, and nearly the name of a fact.
FACT = "interference_activity_1_score_duration_weeks"
WRONG_EVERYWHERE: Mapping[str, str] = {
    "words for rules": repeated("a, ", f"{HEAD}rules: [", "]"),
    "empty rules": repeated("{}, ", f"{HEAD}rules: [", "]"),
    "rules of keys that nobody knows": numbered("- {titel: x, wenn#: y}\n", RULES),
    "keys that nearly exist": numbered("definitionz#: x\n", HEAD),
    "facts that nearly exist": full_rules(
        f"{FACT[n % 20 :]}: yes" for n in range(LARGE)
    ),
    "answers that nearly exist": full_rules(
        repeat(f"regions: [{', '.join(['upper_limb_shoulders_lef_right'] * 40)}]")
    ),
    "answers that do not exist": repeated(
        "upper, ", f"{RULES}{rule('x').partition('x')[0]}{{regions: [", "]}\n"
    ),
    "numbers of many digits": full_rules(repeat(f"age: {'9' * 100}")),
    "flags that nearly exist": rules(lambda n: "{age: 3}", ["uncontroled_diabetis"]),
    "definitions that nearly exist": numbered(
        "  abcdefgh-ijklmnop-qrstuv-#: {holds: abcdefgh-ijklmnop-qrstux-#}\n",
        DEFINITIONS,
    ),
    "definitions of one letter": filled(
        DEFINITIONS,
        (
            f"  {'a' * (20 + n % 40)}-{n % 1000}: {{holds: {'a' * (59 - n % 40)}}}\n"
            for n in range(LARGE)
        ),
    ),
    "names that cannot be": numbered("  D #: {age: 3}\n", DEFINITIONS),
    "placeholders that nearly exist": rules(lambda n: "{age: 3}").replace(
        "{age}", "{agf}"
    ),
    "open braces in a reason": rule("{age: 3}").replace("{age}", "{" * 59_000),
    "examples of facts that nearly exist": numbered(
        "  - {facts: {interference_activiti#: 3}, expect: raised}\n",
        f"{RULES}{rule('{age: 3}')}",
    ),
    "examples of many facts": numbered(
        "interference_activiti#: 3, ",
        f"{RULES}{rule('{age: 3}')}  - {{facts: {{",
        "}, expect: raised}\n",
    ),
    "a chain of definitions": filled(
        DEFINITIONS, (f"  d{n}: {{holds: d{n + 1}}}\n" for n in range(LARGE))
    ),
    "definitions that each name all": filled(
        DEFINITIONS,
        (
            f"  d{n}: {{any: [{', '.join(f'holds: d{m}' for m in range(60))}]}}\n"
            for n in range(60)
        ),
    ),
    "definitions that double": filled(
        f"{DEFINITIONS}  d0: {{any: [{'age: 3, ' * 40}]}}\n",
        (f"  d{n}: {{any: [{f'holds: d{n - 1}, ' * 40}]}}\n" for n in range(1, LARGE)),
    ),
}
