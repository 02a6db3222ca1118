import { expressions } from './case.ts'

/** Operators, literals, subscripts, tests and the standard globals. */
export const EXPRESSIONS = [
  ...expressions(String.raw`
    1 + 2 * 3
    (1 + 2) * 3
    2 ** 3 ** 2
    -2 ** 2
    - -2
    +x
    -x ** 2
    2 ** -1
    7 // 2
    -7 // 2
    7 // -2
    7 % 3
    -7 % 3
    7 % -3
    7.5 % 2
    -7.5 // 2
    4 / 2
    1 / 3
    1 / 0
    1 // 0
    1 % 0
    1.0 / 0
    0.1 + 0.2
    1e16
    1e15
    1e-5
    0.0001
    123456789.123456789
    1e22 + 1
    1_000 + 0x1F + 0o17 + 0b101
    0xff_ff
    1_0.5_0
    1e3
    1E3
    10 ** 20
    big + 1
    big * big
    big // 3
    big % 1000
    big / 2
    -big // 7
    2 ** 100
    9007199254740993
    9007199254740991 + 2
    "a" ~ 1 ~ 2.0 ~ none ~ true
    "a" ~ x|upper
    "a" ~ 1 + 2
    1 + 2 ~ "x"
    "a" + "b" ~ "c"
    1 ~ 2 * 3
    "ab" * 3
    3 * "ab"
    [1, 2] * 2
    [1] + [2, 3]
    (1,) + (2,)
    "a" + 1
    1 + "a"
    [1] + (2,)
    none + 1
    true + 1
    true + true
    yes * 3
    "%s-%d" % ("a", 3)
    "%05.2f|%x|%%" % (3.14159, 255)
    "%s" % "x"
    "%d" % 3.9
    "%(a)s" % {"a": 1}
    "%s %s" % ("a",)
    1 < 2
    1 < 2 < 3
    1 < 3 < 2
    3 > 2 > 1 > 0
    1 < 2 == 2
    1 == 1.0
    1 == true
    "1" == 1
    none == none
    [1, 2] == [1, 2]
    (1, 2) == [1, 2]
    {"a": 1} == {"a": 1.0}
    1 != 2
    "a" < "b"
    "a" < 1
    none < 1
    [1, 2] < [1, 3]
    (1, "a") < (1, "b")
    1 in [1, 2]
    1.0 in [1, 2]
    "a" in "abc"
    1 in "abc"
    "one" in d
    2 not in l
    not 1 in [1]
    "x" in none
    not x
    not not x
    not x == 5
    x and y
    empty and x
    empty or x
    x or y
    none or false or 0
    x and empty or "fallback"
    not (x and y)
    1 if x else 2
    1 if empty else 2
    1 if empty
    "[" ~ (1 if empty) ~ "]"
    1 if no else 2 if yes else 3
    (1 if yes else 2) if no else 3
    x if x > 3 and y < 0 else "no"
    l[0]
    l[-1]
    l[5]
    l["0"]
    l.0
    l.0.1
    pairs.0.1
    d.one
    d["one"]
    d.items is callable
    d["items"]
    d.missing
    d.missing.more
    d["missing"]["more"]
    missing
    missing.attr
    missing["k"]
    missing()
    missing + 1
    -missing
    missing == other_missing
    missing == none
    missing ~ "x"
    missing in l
    s[0]
    s[-1]
    s[10]
    s[1:3]
    s[:-1]
    s[::-1]
    s[::2]
    s[-3:]
    s[3:1]
    l[1:]
    l[::-1]
    l[5:]
    l[:-1]
    t[1:]
    l[0:3:2]
    l[::0]
    nothing[1:2]
    x[1:2]
    missing[1:]
    l[(0)]
    mixed[1]
    mixed[none]
    mixed[(1, 2)]
    mixed[1.0]
    mixed[true]
    d[[1]]
    [1, "a", none, true, 2.5, [], {}, ()]
    [1, 2,]
    (1,)
    ()
    (1)
    {"a": 1, 2: "b", none: [1], (1, 2): 3,}
    {"it's": 'say "hi"', "both": "'\""}
    {[1]: 2}
    {1: "a", 1.0: "b", true: "c"}
    "it's"
    ["it's", 'q"q', "b\\s", "\n\t\x01", "é", "\u2028", "😀"]
    "a" "b" 'c'
    "\x41\u0042\U00000043\101\n\\\q\'"
    "\é"
    "line\
continued"
    t
    one
    thing.name
    thing["name"]
    thing.inner.deep
    thing.none_such
    thing.inner.none_such.x
    x.real
    1.5.real
    -5|abs
    -x|abs
    (-x)|abs
    5|abs * 2
    x|string|length
    l|length + 1
    "a,b"|upper.lower()
    "abc"|upper|lower
    l|join(",")|upper
    x is odd
    x is not odd
    x is divisibleby 5
    x is divisibleby(2)
    x is not divisibleby 2
    x is defined and missing is not defined
    x is eq 5
    x is gt 3 and x is lt 10
    x is in [5, 6]
    nothing is none
    s is string
    l is sequence
    d is mapping
    x is number
    yes is boolean
    f is float
    x is integer
    x is sameas 5
    l is iterable
    x is callable
    "foo" is upper
    "foo" is lower
    x is odd is even
    (x is odd) is boolean
    not x is odd
    x is filter
    "upper" is filter
    "odd" is test
    x is none_such_test
    x|none_such
    x|none_such if no else "skipped"
    html is escaped
    safe is escaped
    uni|length
    uni[6]
    uni[-3:]
    uni|upper
    uni|reverse
    range(5)|list
    range(1, 10, 3)|list
    range(5, 0, -2)|list
    range(3)
    range(0)|list
    range("a")
    range(3)[1]
    range(10)[2:5]
    dict(a=1, b=2)
    dict([("a", 1)], b=2)
    dict(d, three=3)|length
    dict(1)
    namespace(a=1).a
    namespace({"b": 2}, c=3).b
    namespace().x
    cycler("a", "b").next()
    cycler()
    joiner("|")()
    lipsum(n=0, html=false)
    range
    x()
    s()
    l(0)
    none()
  `),
]
