import Glibc
import Testing

@testable import Engine

@Suite struct ScratchDirectoryTests {
  @Test func theRemainsOfTheDeadGoAndTheLivingStay() throws {
    let place = try TemporaryDirectory()
    let living = try ScratchDirectory(in: place.path, for: "a")
    try makeDirectory(place.path + "/.louver-staging-b.1")
    try writeFile(place.path + "/.louver-staging-b.1/part-00000.parquet", [1, 2, 3])
    let next = try ScratchDirectory(in: place.path, for: "c")
    let left = Set(listing(place.path))
    #expect(left == [living.path, next.path].reduce(into: []) { $0.insert(lastComponent($1)) })
  }

  @Test func whatIsRemovedIsGoneByItsNameAtOnce() throws {
    let place = try TemporaryDirectory()
    try makeDirectory(place.path + "/old")
    try writeFile(place.path + "/old/part-00000.parquet", [1, 2, 3])
    Destination.remove(place.path + "/old")
    #expect(listing(place.path) == [])
    Destination.remove(place.path + "/old")
  }
}
