/// A word or sign of the grammar.
enum Mark: String, Sendable {
  case and = "AND"
  case or = "OR"
  case not = "NOT"
  case `is` = "IS"
  case `in` = "IN"
  case between = "BETWEEN"
  case like = "LIKE"
  case ilike = "ILIKE"
  case escape = "ESCAPE"
  case `case` = "CASE"
  case when = "WHEN"
  case then = "THEN"
  case `else` = "ELSE"
  case end = "END"
  case cast = "CAST"
  case `as` = "AS"
  case `true` = "TRUE"
  case `false` = "FALSE"
  case null = "NULL"
  case distinct = "DISTINCT"
  case from = "FROM"

  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case notEqual = "<>"
  case otherNotEqual = "!="
  case join = "||"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case open = "("
  case close = ")"
  case comma = ","
  case point = "."
  case less = "<"
  case greater = ">"
  case equal = "="

  var isKeyword: Bool { Lexer.startsName(rawValue.utf8.first ?? 0) }

  /// A keyword, in any mixture of cases.
  init?(keyword: String) {
    guard keyword.utf8.allSatisfy({ $0 < 0x80 }), let mark = Mark(rawValue: keyword.uppercased()), mark.isKeyword
    else { return nil }
    self = mark
  }
}

struct Token: Sendable {
  enum Content: Sendable {
    case mark(Mark)
    /// Without its quotes.
    case string(String)
    /// The digits of X'…'.
    case hexadecimal(String)
    case number(String)
    /// A quoted name, without its quotes.
    case quoted(String)
    /// With its `@`.
    case context(String)
    case name(String)
    case end
  }

  var content: Content
  /// Bytes into the text.
  var start: Int
  var end: Int
}
