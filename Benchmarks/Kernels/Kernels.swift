import CSystem
import Glibc

/// Times kernels on request: each line of standard input is one pass to make, each line of standard output what it took.
///
///     louver-kernels VALUES       an Arrow stream; then lines of fields parted by tabs
///
///     mask COLUMN MASK            nanoseconds of one pass of a mask over all batches of a column
///     write COLUMN MASK FILE      what the mask makes of the first batch, a line a value
///     compare PREDICATE           nanoseconds, and rows of a part on which it is true; that part again and again
///     read COLUMN                 nanoseconds of nothing but reading that part as often
///     hmac COLUMN                 nanoseconds of HMAC-SHA-256 by OpenSSL, value by value
///     siv COLUMN                  nanoseconds of AES-SIV by OpenSSL, value by value
@main struct Kernels {
  static func main() throws {
    louver_keep_freed_memory()
    let values = try ValueBatches(file: CommandLine.arguments[1])
    while let line = readLine() {
      let fields = line.split(separator: "\t").map(String.init)
      switch fields[0] {
      case "mask": print(try MaskPass(fields[2], fields[1], values).nanoseconds(values))
      case "write":
        try MaskPass(fields[2], fields[1], values).write(values, to: fields[3])
        print("written")
      case "compare":
        let (nanoseconds, rows) = try ComparisonPass(fields[1], values).run(values)
        print(nanoseconds, rows)
      case "read": print(try ReadPass.nanoseconds(values, fields[1]))
      case "hmac": print(OpenSSLPass.hmacNanoseconds(values, fields[1]))
      case "siv": print(OpenSSLPass.sealingNanoseconds(values, fields[1]))
      default: throw Unexpected("no command \(fields[0])")
      }
      fflush(nil)
    }
  }
}

struct Unexpected: Error {
  let what: String

  init(_ what: String) { self.what = what }
}

/// Nanoseconds of a processor that `body` takes: of the wall clock, too, but for other work on the machine.
func nanoseconds(_ body: () throws -> Void) rethrows -> Int {
  let before = processTime()
  try body()
  return processTime() - before
}

private func processTime() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
