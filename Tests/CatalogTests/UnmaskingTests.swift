import Columnar
import Masking
import Policy
import Testing

@testable import Catalog

@Suite struct UnmaskingTests {
  /// Mary and Eric in one project; names are encrypted, and mary may read them in an emergency.
  private func world(_ policies: String) throws -> World {
    let world = try World()
    try world.apply(World.story.replacing("policies:", with: "policies:\n\(policies)"))
    try world.apply(
      "policies: [{name: pii, kind: column, on: {column_tag: pii.id}, mask: hash, except: \"group('hr')\"}]")
    _ = try world.catalog.createProject(
      "p", sources: ["people"], members: ["eric"], purposes: [], in: try world.context("mary"))
    return world
  }

  private let named = """
      - {name: names, kind: column, on: {column_tag: pii.name}, mask: encrypt, reversible_for: "user('mary')"}
    """
  private let unnamed = """
      - {name: names, kind: column, on: {column_tag: pii.name}, mask: encrypt}
    """

  private func encrypted(_ texts: [String], _ keys: MaskKeys) throws -> ByteStrings {
    let leaf = people.leaves[0]
    let kernel = try MaskKernel(.parse("encrypt"), leaf: leaf, keys: keys, asText: true)
    guard case .bytes(let tokens) = try kernel.apply(.bytes(ByteStrings(texts))).values else { return ByteStrings() }
    return tokens
  }

  @Test func thoseWhomThePolicyNamesUndoItInTheSameContextOnly() throws {
    let world = try world(named)
    let project = try world.context("mary", .named("p"))
    let tokens = try encrypted(["ann", "bob"], world.catalog.maskKeys(for: "people", in: project))
    let undone = try world.catalog.unmasking("people", column: "name", values: 2, in: project).apply(tokens)
    #expect(undone.values == .bytes(ByteStrings(["ann", "bob"])))
    let outside = try world.catalog.unmasking("people", column: "name", values: 2, in: try world.context("mary"))
    #expect(try outside.apply(tokens).counted == 2)
    let log = try world.catalog.auditEntries(since: nil, principal: "mary", in: try world.context())
    #expect(log.count { $0.action == "unmask" && $0.detail["values"]?.integer == 2 } == 2)
  }

  @Test func othersAreRefusedAndTheLogSaysWhy() throws {
    let world = try world(named)
    let eric = try world.context("eric", .named("p"))
    #expect { try world.catalog.unmasking("people", column: "name", values: 1, in: eric) } throws: {
      ($0 as? CatalogError)?.kind == .denied
    }
    let log = try world.catalog.auditEntries(since: nil, principal: "eric", in: try world.context())
    #expect(log.last?.isAllowed == false && log.last?.action == "unmask")
  }

  @Test func everyPolicyThatMasksTheColumnHasToAgree() throws {
    let silent = try world(unnamed)
    #expect(throws: CatalogError.self) {
      try silent.catalog.unmasking("people", column: "name", values: 1, in: try silent.context("mary", .named("p")))
    }
    let world = try world(named)
    try world.apply(
      """
      policies: [{name: second, kind: cell, on: {column_tag: pii.name}, mask: encrypt, when: "region = 'EU'", for: "user('eric')"}]
      """)
    // It speaks to eric alone, whom mary meets in the project.
    #expect(throws: CatalogError.self) {
      try world.catalog.unmasking("people", column: "name", values: 1, in: try world.context("mary", .named("p")))
    }
    _ = try world.catalog.unmasking("people", column: "name", values: 1, in: try world.context("mary"))
  }

  @Test(arguments: ["salary", "ssn", "nothing"])
  func whatIsNotReversiblyMaskedIsRefused(column: String) throws {
    let world = try world(named)
    #expect(throws: CatalogError.self) {
      try world.catalog.unmasking("people", column: column, values: 1, in: try world.context("mary", .named("p")))
    }
  }

  @Test func aNewKeyMakesNewTokensAndTheOldOneUndoesTheOld() throws {
    let world = try world(named)
    let project = try world.context("mary", .named("p"))
    let old = world.catalog.maskKeys(for: "people", in: project)
    let tokens = try encrypted(["ann"], old)
    #expect(throws: CatalogError.self) { try world.catalog.rotateKey(in: try world.context("mary")) }
    #expect(try world.catalog.rotateKey(in: try world.context()) == 2)
    let later = try world.reopened()
    #expect(later.keyVersion == 2)
    let new = later.maskKeys(for: "people", in: project)
    #expect(try encrypted(["ann"], new) != tokens)
    // Draws and signatures outlive rotation.
    #expect(new.source.derived(info: "x").withBytes { $0 } == old.source.derived(info: "x").withBytes { $0 })
    #expect(try later.publicKey() == world.catalog.publicKey())
    let newest = try later.unmasking("people", column: "name", values: 1, in: project)
    #expect(try newest.apply(tokens).counted == 1)
    let first = try later.unmasking("people", column: "name", keyVersion: 1, values: 1, in: project)
    #expect(try first.apply(tokens).values == .bytes(ByteStrings(["ann"])))
    for version in [0, 3] {
      #expect(throws: CatalogError.self) {
        try later.unmasking("people", column: "name", keyVersion: version, values: 1, in: project)
      }
    }
    // Whoever still has the catalog open from before goes on with the key that its tags name.
    #expect(world.catalog.keyVersion == 1)
    #expect(try world.catalog.rotateKey(in: try world.context()) == 3)
  }
}
