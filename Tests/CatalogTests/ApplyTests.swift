import Columnar
import Policy
import Testing

@testable import Catalog

@Suite struct ApplyTests {
  @Test func applyingTwiceChangesNothing() throws {
    let world = try World()
    let first = try world.apply(World.story)
    #expect(first.count == 8)
    #expect(first.allSatisfy { $0.verb == .added })
    #expect(try world.apply(World.story).isEmpty)
    let changed = try world.apply(World.story.replacing("mask: hash", with: "mask: null"))
    #expect(changed == [Change(.changed, section: "policies", name: "pii")])
  }

  @Test func aDryRunChangesNothing() throws {
    let world = try World()
    #expect(try world.apply(World.story, dryRun: true).count == 8)
    #expect(try world.apply(World.story).count == 8)
  }

  @Test func applyOfExportChangesNothing() throws {
    let world = try World()
    try world.apply(World.story)
    try world.apply(
      """
      principals:
        - {name: "odd: name", groups: ["on", "12", "é"], attributes: {a: [], b: ["x y"]}, permissions: [audit, act-as]}
      policies:
        - {name: w, kind: row, on: {source: "p*"}, within: {column: hired, last: 90 days}, for: "not group('hr')"}
        - {name: c, kind: column, on: {source: people, column: salary}, mask: {bucket: [10, 2.5e1]}, reversible_for: everyone}
        - {name: s, kind: column, on: {type: string, source: payroll}, mask: {show: {last: 4, with: "•"}}}
        - {name: k, kind: anonymity, on: {source: people}, k: 5, columns: [region, hired]}
        - {name: shared, kind: access, on: {source: payroll}, allow: "user('mary') or permission('audit')", required: false}
        - {name: nulls, kind: column, on: {source: payroll, column: ssn}, mask: null}
      """)
    let exported = try world.catalog.export(in: try world.context())
    #expect(try world.apply(exported).isEmpty)
    let other = try World()
    try other.apply(exported.replacing(world.directory.path, with: other.directory.path))
    let again = try other.catalog.export(in: try other.context())
    #expect(again.replacing(other.directory.path, with: world.directory.path) == exported)
  }

  @Test(arguments: [
    ("principals:\n  - {name: a, group: [x]}\n", "2:15", "group"),
    ("principles: []\n", "1:1", "principles"),
    ("principals:\n  - {name: a}\n  - {name: a}\n", "3:12", "twice"),
    ("principals:\n  - {name: a, permissions: [fly]}\n", "2:28", "fly"),
    ("principals:\n  - {groups: [x]}\n", "2:5", "name"),
    ("principals:\n  - {name: a, groups: x}\n", "2:23", "list"),
    ("principals:\n  - {name: a, groups: [1]}\n", "2:24", "text"),
    ("principals:\n  - {name: root}\n", "2:5", "admin"),
    ("sources:\n  - {name: s, location: nowhere.parquet}\n", "2:25", "location"),
    ("sources:\n  - {name: ../s, location: people.parquet}\n", "2:12", "name"),
    ("sources:\n  - {name: s, location: people.parquet, owner: nobody}\n", "2:48", "nobody"),
    ("sources:\n  - {name: s, location: people.parquet, columns: {nme: [x]}}\n", "2:51", "nme"),
    ("policies:\n  - {name: p, kind: columns, on: {source: '*'}, mask: hash}\n", "2:21", "kind"),
    ("policies:\n  - {name: p, kind: column, on: {source: '*'}, masks: hash}\n", "2:48", "masks"),
    ("policies:\n  - {name: p, kind: column, on: {sauce: x}, mask: hash}\n", "2:34", "sauce"),
    ("policies:\n  - {name: p, kind: column, on: {}, mask: hash}\n", "2:33", "on"),
    ("policies:\n  - {name: p, kind: column, mask: hash}\n", "2:5", "on"),
    ("policies:\n  - {name: p, kind: column, on: {source: people}}\n", "2:5", "mask"),
    ("policies:\n  - {name: p, kind: column, on: {source: peple}, mask: hash}\n", "2:33", "peple"),
    ("policies:\n  - {name: p, kind: column, on: {source: people, column: nme}, mask: hash}\n", "2:33", "nme"),
    (
      "policies:\n  - {name: p, kind: column, on: {source: people, column: salary}, mask: {show: {last: 4}}}\n", "2:73",
      "mask"
    ),
    ("policies:\n  - {name: p, kind: column, on: {source: people}, mask: {bucket: [2, 1]}}\n", "2:57", "mask"),
    ("policies:\n  - {name: p, kind: column, on: {source: people, type: text}, mask: null}\n", "2:56", "type"),
    ("policies:\n  - {name: p, kind: column, on: {source: people}, mask: 'null', for: grp('x')}\n", "2:70", "for"),
    (
      "policies:\n  - {name: p, kind: column, on: {source: people}, mask: 'null', except: user('nobody')}\n", "2:73",
      "nobody"
    ),
    ("policies:\n  - {name: p, kind: access, on: {source: people}}\n", "2:5", "allow"),
    (
      "policies:\n  - {name: p, kind: access, on: {source: people}, allow: everyone, required: 1}\n", "2:78", "required"
    ),
    ("policies:\n  - {name: p, kind: row, on: {source: people}}\n", "2:5", "where"),
    (
      "policies:\n  - {name: p, kind: row, on: {source: people}, where: a, sample: {percent: 1, by: ssn}}\n", "2:66",
      "sample"
    ),
    (
      "policies:\n  - {name: p, kind: row, on: {source: people}, within: {column: hired, last: 3 fortnights}}\n",
      "2:78", "last"
    ),
    (
      "policies:\n  - {name: p, kind: row, on: {source: people}, within: {column: name, last: 3 days}}\n", "2:56",
      "within"
    ),
    ("policies:\n  - {name: p, kind: anonymity, on: {source: people}, k: 0, columns: [region]}\n", "2:57", "k"),
    ("policies:\n  - {name: p, kind: anonymity, on: {source: people}, k: 2, columns: [regon]}\n", "2:69", "columns"),
    (
      "policies:\n  - {name: p, kind: cell, on: {source: people, column: ssn}, mask: drop, when: 'salary > 1'}\n",
      "2:68", "mask"
    ),
    ("databases:\n  - {name: d, readers: {users: [nobody]}}\n", "2:24", "nobody"),
    ("remove: {policies: [nothing]}\n", "1:20", "nothing"),
  ])
  func mistakesAreRefusedWithTheirPlaceAndKey(yaml: String, place: String, names: String) throws {
    let world = try World()
    try world.apply(World.story)
    let before = try world.catalog.export(in: try world.context())
    let error = #expect(throws: CatalogError.self) {
      try world.apply(yaml)
    }
    #expect(error?.place.file == world.directory.path + "/d.yaml:" + place)
    #expect(error?.message.contains(names) == true, "\(error?.message ?? "")")
    #expect(try world.catalog.export(in: try world.context()) == before)
  }

  @Test func oneMistakeUndoesTheWholeApply() throws {
    let world = try World()
    #expect(throws: CatalogError.self) {
      try world.apply(World.story + "\n  - {name: d, readers: {users: [nobody]}}\n")
    }
    #expect(try world.catalog.export(in: try world.context()).contains("mary") == false)
  }

  @Test func locationsAreResolvedAgainstTheFile() throws {
    let world = try World()
    try world.apply(World.story)
    let sources = try world.catalog.sources(all: true, in: try world.context())
    #expect(
      sources.map(\.location) == ["\(world.directory.path)/payroll.parquet", "\(world.directory.path)/people.parquet"])
  }

  @Test func changesNeedTheirPermissions() throws {
    let world = try World()
    try world.apply(World.story)
    try world.apply("principals:\n  - {name: gov, permissions: [govern]}\n  - {name: reg, permissions: [register]}\n")
    func denied(_ yaml: String, _ who: String) {
      let error = #expect(throws: CatalogError.self) { try world.apply(yaml, as: who) }
      #expect(error?.kind == .denied)
    }
    let policy = "policies:\n  - {name: new, kind: column, on: {source: people}, mask: 'null'}\n"
    let source = "sources:\n  - {name: new, location: people.parquet, owner: reg}\n"
    denied(policy, "eric")
    denied(policy, "reg")
    denied(source, "gov")
    denied(source, "mary")
    denied("principals:\n  - {name: gov, permissions: [admin]}\n", "gov")
    denied("principals:\n  - {name: gov, permissions: [govern, act-as]}\n", "gov")
    denied("principals:\n  - {name: root, permissions: []}\n", "gov")
    try world.apply(policy, as: "gov")
    try world.apply(source, as: "reg")
    denied(source.replacing("owner: reg", with: "owner: reg, tags: [x]"), "reg")
    try world.apply(source.replacing("owner: reg", with: "owner: reg, tags: [x]"), as: "gov")
    denied("sources:\n  - {name: people, location: payroll.parquet, owner: reg}\n", "reg")
  }

  @Test func namesOfRemovedSourcesAreNotGivenOutAgain() throws {
    let world = try World()
    try world.apply(World.story)
    #expect(
      try world.apply("remove: {sources: [payroll]}\n") == [Change(.removed, section: "sources", name: "payroll")])
    let error = #expect(throws: CatalogError.self) { try world.apply(World.story) }
    #expect(error?.kind == .conflict)
  }

  @Test func whatIsReferredToIsNotRemoved() throws {
    let world = try World()
    try world.apply(World.story)
    for removal in ["principals: [mary]", "principals: [eric]"] {
      #expect(throws: CatalogError.self) { try world.apply("remove: {\(removal)}\n") }
    }
    #expect(try world.apply("remove: {principals: [out], policies: [pii]}\n").count == 2)
  }

  @Test(arguments: ["-1", "101", "100.5", "1e3", "many"])
  func samplesArePercentages(percent: String) throws {
    let world = try World()
    let yaml = "policies: [{name: w, kind: row, on: {source_tag: x}, sample: {percent: \(percent), by: a}}]"
    let error = #expect(throws: CatalogError.self) { try world.apply(yaml) }
    #expect(error?.message.contains("percent") == true && error?.place.file?.hasSuffix("d.yaml:1:72") == true)
    #expect(try world.apply(yaml.replacing(percent, with: "100.0")).count == 1)
  }
}
