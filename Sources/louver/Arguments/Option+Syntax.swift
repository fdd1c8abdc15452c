import Policy

/// What a word on the command line stands for, so that a shell can complete it.
enum Completion: Hashable, Sendable {
  case text
  case file
  case directory
  case choice([String])
}

/// What an option takes.
enum OptionValue: Hashable, Sendable {
  case flag
  case once(String, Completion)
  case repeated(String, Completion)
  /// Two words, given as one or two.
  case phrase(String, Completion)
}

extension Option {
  var value: OptionValue {
    switch self {
    case .catalog, .workspaces: .once("DIR", .directory)
    case .principal, .forPrincipal, .byPrincipal: .once("PRINCIPAL", .text)
    case .project: .once("NAME", .text)
    case .json, .quiet, .help, .version, .explainPlan, .dryRun, .all, .none, .refresh, .append, .replace, .dataset,
      .dump, .verify, .purge, .decline, .allowOpaque:
      .flag
    case .mask: .repeated("COL=MASK", .text)
    case .maskWhen: .repeated("COL=MASK IF PREDICATE", .text)
    case .rows: .repeated("PREDICATE", .text)
    case .drop: .repeated("COL", .text)
    case .keyFile, .publicKey: .once("FILE", .file)
    case .against: .once("IN", .file)
    case .threads, .limit, .keyVersion: .once("N", .text)
    case .memory, .maxPageSize: .once("SIZE", .text)
    case .keepMetadata: .repeated("KEY", .text)
    case .compression: .once("CODEC[:LEVEL]", .choice(Option.codecs))
    case .pageVersion: .once("VERSION", .choice(["1", "2"]))
    case .columns: .once("A,B", .text)
    case .format: .once("FORMAT", .choice(["table", "csv", "jsonl", "arrow", "parquet"]))
    case .source: .repeated("SOURCE", .text)
    case .member: .repeated("PRINCIPAL", .text)
    case .purpose: .repeated("PURPOSE", .text)
    case .into, .from: .once("DATASET", .text)
    case .tag: .repeated("COL=TAG", .text)
    case .database: .once("DATABASE", .text)
    case .grant: .repeated("read SOURCE to PRINCIPAL", .text)
    case .since: .once("TIME", .text)
    case .allowRead: .repeated("PATH", .file)
    case .environment: .repeated("NAME", .text)
    case .timeout: .once("TIME", .text)
    case .whatIf: .phrase("CHANGE NAME", .choice(ProposedChange.words))
    }
  }

  /// Names that `--compression` knows.
  static let codecs = ["uncompressed", "snappy", "gzip", "brotli", "zstd", "lz4_raw"]

  /// One line for a person.
  var help: String {
    switch self {
    case .catalog: "the catalog (LOUVER_CATALOG; else the nearest .louver upward)"
    case .principal: "act as somebody else; needs the permission act-as (LOUVER_AS)"
    case .project: "act in this project (LOUVER_PROJECT; else what `louver switch` stored)"
    case .json: "print the result as one JSON document"
    case .quiet: "no progress, no messages but errors"
    case .help: "show this text"
    case .version: "show the version"
    case .mask: "mask a column; masks of one column add up"
    case .maskWhen: "mask the cells of a column in the rows where a predicate is not false"
    case .rows: "keep only the rows where this predicate is true; all of them count"
    case .drop: "leave a column out"
    case .keyFile: "32 bytes, or 64 hexadecimal digits, that keyed masks use"
    case .against: "the file or dataset that the output was made of"
    case .explainPlan: "print how each column chunk would be treated, and why; write nothing"
    case .threads: "workers (the processors this process may use)"
    case .memory: "memory for chunks in work, such as 512MiB (512MiB); of run: what each process may allocate"
    case .maxPageSize: "largest page to accept, decompressed (256MiB)"
    case .keepMetadata: "pass on this key of the file's metadata, where its column is not masked"
    case .compression: "codec of the columns that are encoded anew, such as zstd:3 (as the input has it)"
    case .pageVersion: "data page version of the columns that are encoded anew (as the input has it)"
    case .workspaces: "where the workspaces are, if not in the catalog"
    case .dryRun: "say what would change, change nothing"
    case .all: "everything there is; for admins"
    case .forPrincipal: "whose view to explain"
    case .columns: "only these columns, separated by commas"
    case .limit: "at most this many rows"
    case .format: "table, csv, jsonl, arrow or parquet (a table on a terminal, else csv)"
    case .dataset: "the dataset of this name, where a source has it too"
    case .source: "a source of the project"
    case .member: "a member of the project"
    case .purpose: "a purpose that acting in the project serves"
    case .none: "leave every project"
    case .into: "the dataset's name (of mask: the source's)"
    case .refresh: "write datasets anew, at the level that all members have now"
    case .append: "add to a dataset that exists, of the same columns"
    case .replace: "write a dataset anew that exists"
    case .from: "the dataset that the source is made of"
    case .tag: "tag a column, beside the tags it inherits"
    case .dump: "print every value in canonical form, a line a row"
    case .publicKey: "check the signature with this key (manifest.pub)"
    case .database: "only this database"
    case .grant: "what findings this grant would add"
    case .since: "only what happened since this time, such as 2024-01-31T12:00:00Z"
    case .byPrincipal: "only what this principal did"
    case .verify: "check the log's hash chain"
    case .purge: "delete what derived sources are made of as well, and these sources"
    case .decline: "do not act under them, or no longer: the project is closed to you"
    case .keyVersion: "the number of the key that masked them, as their tag names it (the newest)"
    case .allowRead: "show the command this file or directory as well, read only"
    case .allowOpaque: "keep files that are no Parquet, under the same requirement"
    case .environment: "pass this variable on to the command"
    case .timeout: "end the command after this time, such as 90s, 15m or 2h"
    case .whatIf: "what would change if: add-member NAME, or remove-, -source, -purpose"
    }
  }

  /// Name and placeholder: `--mask COL=MASK`.
  var usage: String {
    switch value {
    case .flag: spelling
    case .once(let placeholder, _), .repeated(let placeholder, _), .phrase(let placeholder, _):
      spelling + " " + placeholder
    }
  }
}
