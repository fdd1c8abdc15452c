import Columnar
import Masking
import Testing

private typealias Example = (mask: String, type: String, value: String, want: String?)

/// Hand-checked examples of every mask, values and results as canonical text; nil is NULL.
@Suite struct MaskExampleTests {
  private func check(_ examples: [Example]) throws {
    for example in examples {
      let got = try masked(example.mask, example.type, example.value)
      #expect(got.map { Array($0.utf8) } == example.want.map { Array($0.utf8) }, "\(example)")
    }
  }

  @Test func numbers() throws {
    try check([
      ("null", "i32", "5", nil), ("constant(1.5)", "d5.2", "9.99", "1.50"), ("round(5)", "i32", "-7", "-10"),
      ("round(5)", "i32", "7", "5"), ("round(5)", "i32", "-5", "-5"), ("round(5)", "i8", "-127", "-125"),
      ("round(100)", "i8", "-128", "-100"), ("round(1000)", "i8", "-1", "0"), ("round(10)", "u8", "255", "250"),
      ("round(10)", "u64", "18446744073709551615", "18446744073709551610"),
      ("round(7)", "i64", "-9223372036854775808", "-9223372036854775807"), ("round(0.5)", "d5.2", "-1.01", "-1.50"),
      ("round(0.25)", "d5.2", "2.99", "2.75"), ("round(1)", "d5.2", "-999.99", "-999.00"),
      ("round(5000)", "d38", "1234567890123456789012345678901234.5678", "1234567890123456789012345678900000.0000"),
      ("round(0.1)", "f64", "0.29999999999999999", "0.20000000000000001"),
      ("round(0.25)", "f64", "-0.10000000000000001", "-0.25"), ("round(5)", "f64", "nan", "nan"),
      ("round(5)", "f64", "-inf", "-inf"), ("round(5)", "f64", "-1e-300", "-5"), ("round(5)", "f64", "-0", "0"),
      ("round(3)", "f64", "1.152921504606847e+18", "1.152921504606847e+18"),
      ("round(0.1)", "f32", "0.5", "0.400000006"), ("round(1)", "f32", "2.75", "2"),
      ("bucket(10, 20)", "i32", "9", "<10"), ("bucket(10, 20)", "i32", "10", "[10,20)"),
      ("bucket(10, 20)", "i32", "20", ">=20"), ("bucket(1.50)", "d5.2", "1.50", ">=1.50"),
      ("bucket(0, 0.5)", "f64", "-0", "[0,0.5)"), ("bucket(0, 0.5)", "f64", "nan", ">=0.5"),
      ("bucket(0.3)", "f64", "0.29999999999999999", ">=0.3"), ("geo(1)", "f64", "0.25", "0.29999999999999999"),
      ("geo(1)", "f64", "-0.25", "-0.29999999999999999"), ("geo(2)", "f64", "1.0049999999999999", "1"),
      ("geo(0)", "f64", "0.5", "1"), ("geo(0)", "f64", "-0.40000000000000002", "0"), ("geo(3)", "f64", "inf", "inf"),
      ("geo(1)", "d5.2", "1.25", "1.30"), ("geo(1)", "d5.2", "-1.25", "-1.30"), ("geo(0)", "d5.2", "999.50", "999.00"),
      ("geo(2)", "d5.2", "1.23", "1.23"), ("geo(1)", "f32", "0.25", "0.300000012"),
    ])
  }

  @Test func moments() throws {
    try check([
      ("constant('2000-02-29')", "date", "1970-01-01", "2000-02-29"),
      ("bucket('1970-01-01')", "date", "1969-12-31", "<1970-01-01"),
      (
        "bucket('2024-01-01', '2024-01-01 12:00:00')", "ms", "2024-01-01T11:59:59.999",
        "[2024-01-01,2024-01-01 12:00:00)"
      ),
      ("truncate(year)", "date", "1969-12-31", "1969-01-01"), ("truncate(month)", "date", "1969-12-31", "1969-12-01"),
      ("truncate(day)", "us", "1969-12-31T23:59:59.999999Z", "1969-12-31T00:00:00.000000Z"),
      ("truncate(second)", "ms", "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.000"),
      ("truncate(week)", "date", "1970-01-01", "1969-12-29"), ("truncate(week)", "date", "1969-12-28", "1969-12-22"),
      ("truncate(week)", "date", "2021-01-01", "2020-12-28"), ("truncate(week)", "date", "2024-01-01", "2024-01-01"),
      ("truncate(week)", "date", "2023-12-31", "2023-12-25"), ("truncate(quarter)", "date", "2024-04-30", "2024-04-01"),
      ("truncate(hour)", "date", "2024-04-30", "2024-04-30"),
      ("truncate(year)", "ns", "1677-09-21T00:12:43.145224192", "1677-09-21T00:12:43.145224192"),
      ("truncate(month)", "date", "0001-01-01", "0001-01-01"), ("truncate(year)", "date", "0000-12-31", "0000-01-01"),
      ("truncate(minute)", "us", "1970-01-01T00:01:01.000001Z", "1970-01-01T00:01:00.000000Z"),
    ])
  }

  @Test func text() throws {
    try check([
      ("constant('x')", "s", "secret", "x"), ("show(last=4)", "s", "4111111111111111", "************1111"),
      ("show(last=4)", "s", "1234", "****"), ("show(last=4)", "s", "12345", "*2345"),
      ("show(first=1, last=1)", "s", "ab", "**"), ("show(first=1, last=1)", "s", "abc", "a*c"),
      ("show(first=1, min=4)", "s", "abc", "***"), ("show", "s", "abc", "***"),
      ("show(first=2, with='•')", "s", "日本語", "日本•"), ("show(first=1)", "s", "e\u{301}a", "e**"),
      ("show(last=1)", "s", "", ""), ("classes", "s", "Mary O'Neil, 42", "Xxxx X'Xxxx, nn"),
      ("classes", "s", "e\u{301}", "xx"), ("classes", "s", "ЖИз", "XXx"), ("classes", "s", "日本", "xx"),
      ("classes", "s", "Ⅷ½²٣", "nnnn"), ("classes", "s", "ǅ ʰ", "X x"), ("classes", "s", "😀+€", "😀+€"),
      ("classes", "s", "\u{e000}", "x"), ("email", "s", "mary@x.org", "***@x.org"), ("email", "s", "a@b@c", "***@c"),
      ("email", "s", "mary", "***"), ("email", "s", "", "***"), ("email", "s", "x@", "***@"),
      ("url", "s", "HTTPS://u:p@Ex.com:80/a?b", "https://ex.com"),
      ("url", "s", "http://[2001:DB8::1]:8/", "http://[2001:db8::1]"), ("url", "s", "ftp://h#f", "ftp://h"),
      ("url", "s", "mailto:a@b", nil), ("url", "s", "http://a\\b", nil), ("url", "s", "file:///etc", nil),
      ("url", "s", "http://a b/", nil), ("url", "s", "http://x@y@z/", nil), ("ip", "s", "192.168.7.255", "192.168.7.0"),
      ("ip(v4=0)", "s", "1.2.3.4", "0.0.0.0"), ("ip(v4=31)", "s", "1.2.3.5", "1.2.3.4"), ("ip", "s", "01.2.3.4", nil),
      ("ip", "s", "1.2.3", nil), ("ip", "s", " 1.2.3.4", nil), ("ip", "s", "2001:DB8:1:2::1", "2001:db8:1::"),
      ("ip(v6=128)", "s", "2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
      ("ip(v6=128)", "s", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("ip(v6=128)", "s", "2001:db8::1:0:0:1", "2001:db8::1:0:0:1"), ("ip(v6=0)", "s", "ffff::", "::"),
      ("ip(v6=128)", "s", "::ffff:10.1.2.3", "::ffff:10.1.2.0"), ("ip(v6=48)", "s", "::ffff:10.1.2.3", "::"),
      ("ip", "s", "fe80::1%eth0", nil), ("ip(v6=128)", "s", "64:ff9b::1.2.3.4", "64:ff9b::102:304"),
      ("regex(pattern='([a-z]+)@', replace='<$1>')", "s", "a1bc@d", "a1<bc>d"),
      ("regex(pattern='x*', replace='-')", "s", "abxd", "-a-b--d-"),
      ("regex(pattern='\\d', replace='#')", "s", "1٣", "#٣"),
      ("regex(pattern='(a)|b', replace='[$1]')", "s", "ab", "[a][]"),
      ("regex(pattern='.', replace='$$')", "s", "éa", "$$"), ("fpe", "s", "12345", nil), ("fpe", "s", "no digits", nil),
      ("fpe(alphabet=lower)", "s", "abcd", nil),
    ])
  }
}
