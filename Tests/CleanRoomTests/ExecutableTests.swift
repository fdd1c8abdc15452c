import Glibc
import Testing

@testable import CleanRoom

/// What a command's program needs to run.
@Suite struct ExecutableTests {
  private let directory: String

  init() throws {
    var template = Array("/tmp/louver-room-XXXXXX\0".utf8CString)
    directory = unsafe String(cString: mkdtemp(&template))
    // An installation, a link to its interpreter, and scripts that name it.
    let script = """
      cd '\(directory)' && mkdir -p base/bin venv/bin home/bin tools
      cp /bin/sh base/bin/interpreter && ln -s ../../base/bin/interpreter venv/bin/python
      printf '#!/usr/bin/env -S python -u\\n' >tools/by-name && printf '#!\(directory)/venv/bin/python\\n' >tools/by-path
      cp base/bin/interpreter home/bin/own && echo text >tools/no-program && chmod +x tools/by-*
      """
    #expect(unsafe system(script) == 0)
  }

  private func program(_ name: String) throws -> Executable {
    try Executable(
      name, path: "\(directory)/venv/bin:/usr/bin:relative", home: "\(directory)/home", in: directory + "/tools")
  }

  @Test func linksLeadToTheInstallationBehindThem() throws {
    defer { remove() }
    let found = try program("python")
    #expect(found.path == "\(directory)/venv/bin/python")
    #expect(found.files == [found.path, "\(directory)/base/bin/interpreter"])
    #expect(found.prefixes == ["\(directory)/venv", "\(directory)/base"])
  }

  @Test func scriptsNeedTheirInterpreters() throws {
    defer { remove() }
    let expected: Set = ["\(directory)/venv/bin/python", "\(directory)/base/bin/interpreter"]
    #expect(try expected.isSubset(of: Set(program("./by-path").files)))
    let byName = try program("./by-name")
    #expect(expected.union(["/usr/bin/env"]).isSubset(of: Set(byName.files)))
  }

  @Test func aHomeDirectoryIsNoInstallation() throws {
    defer { remove() }
    #expect(try program("../home/bin/own").prefixes == [])
  }

  @Test func whatCannotBeRunIsNoProgram() throws {
    defer { remove() }
    for name in ["./no-program", "nothing", "./nothing", "."] {
      #expect(throws: CleanRoomError.self) { try program(name) }
    }
  }

  private func remove() { unsafe system("rm -rf '\(directory)'") }
}
