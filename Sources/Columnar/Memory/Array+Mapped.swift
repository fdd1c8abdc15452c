/// Each element mapped into an array of its own: a loop that compilers make vectors of.
@inlinable @inline(__always)
public func mapped<From: BitwiseCopyable, To: BitwiseCopyable>(_ values: [From], _ transform: (From) -> To) -> [To] {
  let source = values.span
  return [To](filling: source.count) { target in
    for index in 0..<target.count { target[index] = transform(source[index]) }
  }
}
