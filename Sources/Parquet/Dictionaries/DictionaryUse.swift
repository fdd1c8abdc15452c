import CKernels
import Columnar

/// Finds which entries of a chunk's dictionary each of its pages uses.
struct DictionaryUse {
  /// For each id the last page (counted from 1) that uses it, 0 for none.
  private var marks: [UInt32] = []
  private var pages: UInt32 = 0

  /// The distinct ids of a next page, in order of first use. All are below `dictionaryCount`.
  mutating func distinct(_ ids: [UInt32], dictionaryCount: Int) -> [UInt32] {
    precondition(ids.allSatisfy { $0 < dictionaryCount })
    marks.append(contentsOf: repeatElement(0, count: dictionaryCount - marks.count))
    pages += 1
    var count = 0
    var fresh = [UInt32](filling: ids.count + 1) { fresh in
      fresh[ids.count] = 0
      unsafe fresh.withUnsafeMutableBufferPointer { fresh in
        unsafe marks.withUnsafeMutableBufferPointer { marks in
          count = unsafe louver_mark_fresh(ids, ids.count, marks.baseAddress, pages, fresh.baseAddress)
        }
      }
    }
    fresh.removeLast(fresh.count - count)
    return fresh
  }
}
