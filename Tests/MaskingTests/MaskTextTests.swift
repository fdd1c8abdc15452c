import Columnar
import Masking
import Testing

@Suite struct MaskTextTests {
  @Test(arguments: [
    ("hash", "hash(length=64,scope='project')"), ("null", "null"),
    ("show(last=4)", "show(first=0,last=4,min=5,with='*')"),
    ("round(5.0)", "round(to=5)"), ("round(0.50)", "round(to=0.5)"), ("round(to=+7)", "round(to=7)"),
    ("bucket(1, 2.50)", "bucket(bounds=[1,2.50])"), ("bucket([10])", "bucket(bounds=[10])"),
    ("bucket('2024-01-01')", "bucket(bounds=['2024-01-01'])"), ("constant('it''s')", "constant(value='it''s')"),
    ("constant(true)", "constant(value=true)"), ("constant(-1.50)", "constant(value=-1.50)"),
    ("truncate(week)", "truncate(to='week')"), ("fpe", "fpe(alphabet='digits')"),
    (" email ( ) ", "email(keep='domain')"),
    ("respond(keep=0.5, from=[1, true, 'x'])", "respond(keep=0.5,from=[1,true,'x'])"),
    ("replace('a', b)", "replace(with=['a','b'])"), ("shift(days=30, by=a.b)", "shift(days=30,by='a.b')"),
    ("ip(v6=64)", "ip(v4=24,v6=64)"), ("url", "url(keep='host')"), ("geo(3)", "geo(decimals=3)"),
    ("regex(pattern='\\d', replace='$$')", "regex(pattern='\\d',replace='$$')"),
  ])
  func aMaskHasOneCanonicalText(written: String, canonical: String) throws {
    #expect(try Mask.parse(written).text == canonical)
  }

  @Test func everyCanonicalTextReadsBackAsTheSameMask() throws {
    for kind in Kind.allCases {
      for mask in try kind.masks {
        let again = try Mask.parse(mask.text)
        #expect(again == mask && again.text == mask.text)
      }
    }
    for odd in ["constant('a\nb''(')", "show(with='''')", "replace(with=['''', '[', ''])", "constant([1, [2]])"] {
      let mask = try Mask.parse(odd)
      #expect(try Mask.parse(mask.text) == mask)
    }
  }

  @Test(arguments: [
    "", "hush", "hash(", "hash(length=15)", "hash(length=17)", "hash(length=66)", "hash(length=16, length=16)",
    "hash(scope=all)", "hash(width=3)", "hash(64)", "show(first=1, min=1)", "show(with='ab')", "show(with='')",
    "show(first=-1)", "show(first=1.0)", "round", "round(0)", "round(-5)", "round('5')", "round(1, 2)", "bucket()",
    "bucket(2, 1)", "bucket(1, 1.0)", "bucket(1, '2024-01-01')", "bucket('yesterday')", "bucket('2024-02-30')",
    "truncate(century)", "shift(days=0, by=c)", "shift(days=1)", "geo(16)", "fpe(alphabet='a')", "fpe(alphabet='aa')",
    "noise(laplace=0)", "respond(keep=1.1, from=[1])", "respond(keep=0.5, from=[])", "replace(with=[1])",
    "constant", "null null", "null)", "constant('x)", "round(12a)", "round(1.5.2)", "email(keep=user)", "ip(v4=33)",
    "constant(1234567890123456789012345678901234567890)", "constant([[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]])", "null(,)",
  ])
  func whatIsNoMaskIsRefused(text: String) {
    #expect(throws: MaskingError.self) { try Mask.parse(text) }
  }

  @Test func argumentsWithAndWithoutNamesMakeTheSameMask() throws {
    #expect(try Mask.make("round", bare: .integer(5)) == Mask.make("round", ["to": .integer(5)]))
    #expect(try Mask.make("bucket", bare: .list([.integer(1)])).text == "bucket(bounds=[1])")
    #expect(throws: MaskingError.self) { try Mask.make("bucket", bare: .integer(1)) }
    #expect(throws: MaskingError.self) { try Mask.make("hash", bare: .integer(16)) }
  }

  @Test func textsOfDifferentNormalFormsAreDifferentMasks() throws {
    let composed = try Mask.make("constant", bare: .text("\u{e9}"))
    let decomposed = try Mask.make("constant", bare: .text("e\u{301}"))
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(try Mask.make("constant", bare: .text("'\u{301}")).text == "constant(value='''\u{301}')")
  }
}
