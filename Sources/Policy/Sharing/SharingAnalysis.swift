/// The share-down audit (policy.md): who can pass on what by writing where others read.
///
/// Classes of principals stand for all of them, shapes for all sources, and two views are compared once. Names are
/// looked at only where there is something to tell.
struct SharingAnalysis {
  private struct ViewPair: Hashable {
    var view: Int
    var other: Int
  }

  /// What findings have in common that are told as one.
  private struct Answer: Hashable {
    var kind: SharingFinding.Kind
    var writers: [Int]
    var readers: [Int]
    /// A number of what is told.
    var reveals: Int
  }

  private let governance: Governance
  private let databases: [SharedDatabase]
  private var table: ViewTable
  private var comparisons: [ViewPair: Int] = [:]
  /// Everything that some view reveals beyond another, by its number; 0 is nothing.
  private var told: [[Revelation]] = [[]]
  private var toldNumbers: [[Revelation]: Int] = [[]: 0]

  init(_ governance: Governance, databases: [SharedDatabase], now: Int64) {
    self.governance = governance
    self.databases = databases.sorted { $0.name < $1.name }
    table = ViewTable(governance, audiences: databases.flatMap { [$0.readers, $0.writers] }, now: now)
  }

  /// All findings about some sources, sorted.
  mutating func findings(about sources: some Sequence<String>) throws(PolicyError) -> [SharingFinding] {
    let names = sources.sorted()
    // Sources by their positions among the sorted names, as numbers are sorted sooner.
    var shapes: [[Int]: [Int]] = [:]
    for (position, name) in names.enumerated() {
      guard let source = governance.sources[name] else { continue }
      shapes[try table.views(of: source), default: []].append(position)
    }
    var findings: [SharingFinding] = []
    for database in databases { findings += self.findings(in: database, shapes, names) }
    return findings
  }

  private mutating func findings(
    in database: SharedDatabase, _ shapes: [[Int]: [Int]], _ names: [String]
  ) -> [SharingFinding] {
    let writers = table.classes.members(of: database.writers)
    let readers = table.classes.members(of: database.readers)
    var answers: [Answer: [Int]] = [:]
    for (views, sources) in shapes {
      let reading = Dictionary(grouping: readers.classes) { views[$0] }
      for (view, writing) in Dictionary(grouping: writers.classes, by: { views[$0] }) {
        for (other, reading) in reading where other != view {
          guard let (kind, reveals) = comparison(ofWriter: view, withReader: other) else { continue }
          let answer = Answer(kind: kind, writers: writing, readers: reading, reveals: reveals)
          answers[answer, default: []] += sources
        }
      }
    }
    return answers.map { answer, sources in
      SharingFinding(
        database: database.name, kind: answer.kind, writers: writers.names(in: answer.writers),
        readers: readers.names(in: answer.readers), sources: sources.sorted().map { names[$0] },
        reveals: told[answer.reveals])
    }.sorted()
  }

  /// What writers can pass on to readers; nil where both see the same.
  private mutating func comparison(
    ofWriter writer: Int, withReader reader: Int
  ) -> (kind: SharingFinding.Kind, reveals: Int)? {
    let down = revelations(of: writer, beyond: reader)
    if down != 0 { return (.down, down) }
    return revelations(of: reader, beyond: writer) == 0 ? nil : (.up, 0)
  }

  private mutating func revelations(of view: Int, beyond other: Int) -> Int {
    let pair = ViewPair(view: view, other: other)
    if let known = comparisons[pair] { return known }
    let found = Policy.revelations(of: table.views[view], beyond: table.views[other])
    let number = toldNumbers[found] ?? told.count
    if number == told.count {
      told.append(found)
      toldNumbers[found] = number
    }
    comparisons[pair] = number
    return number
  }
}
