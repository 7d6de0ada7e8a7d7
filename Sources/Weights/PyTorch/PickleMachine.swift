/// Reads a pickle of tensors: plain data, and the few names of `PickleGlobal`.
///
/// Nothing is executed: the names of that list make descriptions of tensors, any other makes an
/// object that is read past, and one that runs programs or code ends reading. The instructions are those of Python's `pickle`, protocols 1 to 5, as
/// `torch.save` writes them.
struct PickleMachine {
  /// The most values on the stack, in the memo, and inside tuples, lists and dictionaries.
  static let limit = 1 << 20

  private static let longestBytes = 1024

  private(set) var tree = PickleTree()
  private var scanner: PickleScanner
  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]

  /// Where the byte after the last instruction is.
  var offset: Int { scanner.offset }

  /// Creates a machine.
  ///
  /// - Parameters:
  ///   - bytes: What is read; valid while the machine is used.
  ///   - offset: Where the pickle starts.
  init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
    scanner = PickleScanner(bytes, from: offset)
  }

  /// Reads to the end of the pickle; calling it again reads the pickle after it.
  ///
  /// - Returns: What the pickle holds; its parts are in `tree`.
  /// - Throws: `WeightsError`: `refused` for a name that runs programs or code, `malformed` for
  ///   everything else.
  mutating func run() throws(WeightsError) -> PickleValue {
    (stack, marks, memo) = ([], [], [:])
    while true {
      let place = scanner.offset
      let code = UInt8(try scanner.number(UInt8.self))
      guard let opcode = PickleOpcode(rawValue: code) else {
        let hexadecimal = String(code, radix: 16)
        throw .pickle("tensors need no instruction 0x\(hexadecimal), as byte \(place) has it")
      }
      if opcode == .stop { return try pop() }
      try perform(opcode)
      guard stack.count <= Self.limit, marks.count <= Self.limit, memo.count <= Self.limit,
        tree.heldCount <= Self.limit
      else { throw .pickle("it holds more than \(Self.limit) values") }
    }
  }

  private mutating func perform(_ opcode: PickleOpcode) throws(WeightsError) {
    switch opcode {
    case .proto:
      let version = try scanner.number(UInt8.self)
      guard version <= 5 else { throw .pickle("protocol \(version) is not known") }
    case .frame: _ = try scanner.number(UInt64.self)
    case .stop: break
    case .mark: marks.append(stack.count)
    case .pop: _ = try pop()
    case .popMark: _ = try popToMark()
    case .duplicate: stack.append(try top())

    case .none: stack.append(.none)
    case .newTrue: stack.append(.bool(true))
    case .newFalse: stack.append(.bool(false))
    case .int: stack.append(try intLine())
    case .binInt: stack.append(.int(try scanner.number(Int32.self)))
    case .binInt1: stack.append(.int(try scanner.number(UInt8.self)))
    case .binInt2: stack.append(.int(try scanner.number(UInt16.self)))
    case .long: stack.append(try longLine())
    case .long1: stack.append(try long(byteCount: try scanner.number(UInt8.self)))
    case .long4: stack.append(try long(byteCount: try scanner.number(Int32.self)))
    case .binFloat: stack.append(.float(try scanner.double()))
    case .binUnicode: try pushText(length: try scanner.number(UInt32.self))
    case .shortBinUnicode: try pushText(length: try scanner.number(UInt8.self))
    case .binUnicode8: try pushText(length: try scanner.number(UInt64.self))
    case .binString, .binBytes: try pushBytes(length: try scanner.number(UInt32.self))
    case .shortBinString, .shortBinBytes: try pushBytes(length: try scanner.number(UInt8.self))
    case .binBytes8, .byteArray8: try pushBytes(length: try scanner.number(UInt64.self))

    case .emptyTuple: push(.tuple([]))
    case .tuple: push(.tuple(try popToMark()))
    case .tuple1: push(.tuple(try pop(1)))
    case .tuple2: push(.tuple(try pop(2)))
    case .tuple3: push(.tuple(try pop(3)))
    case .emptyList: push(.list([]))
    case .append: try append(try pop(1))
    case .appends: try append(try popToMark())
    case .emptyDictionary: push(.dictionary([]))
    case .setItem: try setItems(try pop(2))
    case .setItems: try setItems(try popToMark())
    case .emptySet: stack.append(.plain)
    case .addItems: _ = try popToMark()
    case .frozenSet:
      _ = try popToMark()
      stack.append(.plain)

    case .binPut: memo[try scanner.number(UInt8.self)] = try top()
    case .longBinPut: memo[try scanner.number(UInt32.self)] = try top()
    case .memoize: memo[memo.count] = try top()
    case .binGet: try recall(try scanner.number(UInt8.self))
    case .longBinGet: try recall(try scanner.number(UInt32.self))

    case .global: stack.append(try named())
    case .instance:
      let maker = try named()
      stack.append(try tree.make(maker, of: try popToMark()))
    case .object:
      let operands = try popToMark()
      guard let maker = operands.first else { throw Self.emptyStack }
      stack.append(try tree.make(maker, of: Array(operands.dropFirst())))
    case .stackGlobal: try stackGlobal()
    case .persistentIdentifier: stack.append(try tree.addStorage(try pop()))
    case .reduce, .newObject:
      let operands = try pop(2)
      stack.append(try tree.make(operands[0], of: operands[1]))
    case .newObjectExtended:
      let operands = try pop(3)
      stack.append(try tree.make(operands[0], of: operands[1]))
      tree.build(operands[2], of: try top())
    case .build: try build(try pop())
    }
  }

  // MARK: Stack and memo

  private func top() throws(WeightsError) -> PickleValue {
    guard let value = stack.last, stack.count > (marks.last ?? 0) else { throw Self.emptyStack }
    return value
  }

  private mutating func pop() throws(WeightsError) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  private mutating func pop(_ count: Int) throws(WeightsError) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw Self.emptyStack }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popToMark() throws(WeightsError) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw .pickle("a mark is missing") }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  private mutating func recall(_ index: Int) throws(WeightsError) {
    guard let value = memo[index] else { throw .pickle("nothing is remembered as \(index)") }
    stack.append(value)
  }

  private static let emptyStack = WeightsError.pickle("a value is missing on the stack")

  // MARK: Single values

  private mutating func pushText(length: Int) throws(WeightsError) {
    stack.append(.string(try scanner.text(length)))
  }

  /// Bytes, which Python 2 has its texts in; long ones are no names.
  private mutating func pushBytes(length: Int) throws(WeightsError) {
    guard length <= Self.longestBytes else {
      _ = try scanner.take(length)
      return stack.append(.plain)
    }
    stack.append(.string(try scanner.bytes(length)))
  }

  /// A number in decimal digits, or a truth value as protocol 1 writes it.
  private mutating func intLine() throws(WeightsError) -> PickleValue {
    let line = try scanner.line()
    switch line {
    case "00": return .bool(false)
    case "01": return .bool(true)
    default:
      guard let value = Int(line) else { throw .pickle("a number of digits is none") }
      return .int(value)
    }
  }

  /// A number in decimal digits with an `L` after it.
  private mutating func longLine() throws(WeightsError) -> PickleValue {
    let line = try scanner.line()
    let digits = line.withoutEnding("L") ?? line
    if let value = Int(digits) { return .int(value) }
    // Only the magic number of a file is that long, and counts.
    var bytes: [UInt8] = []
    for digit in (digits.first == "-" ? digits.dropFirst() : digits[...]).utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
        throw .pickle("a number of digits is none")
      }
      var carry = Int(digit - UInt8(ascii: "0"))
      for place in bytes.indices {
        carry += 10 * Int(bytes[place])
        bytes[place] = UInt8(carry & 0xff)
        carry >>= 8
      }
      if carry > 0 { bytes.append(UInt8(carry)) }
    }
    return digits.first == "-" ? .plain : .longInteger(bytes)
  }

  /// A number in two's complement, lowest byte first.
  private mutating func long(byteCount: Int) throws(WeightsError) -> PickleValue {
    guard (0...255).contains(byteCount) else {
      throw .pickle("a whole number has \(byteCount) bytes; at most 255 are read")
    }
    let bytes = Array(try scanner.take(byteCount))
    guard byteCount <= 8 else { return .longInteger(bytes) }
    let sign: UInt64 = bytes.last.map { $0 >= 0x80 } == true ? .max : 0
    let bits = bytes.reversed().reduce(sign) { $0 << 8 | UInt64($1) }
    return .int(Int(truncatingIfNeeded: bits))
  }

  // MARK: Values that hold others

  private mutating func push(_ node: PickleTree.Node) {
    stack.append(tree.add(node))
  }

  private mutating func append(_ items: [PickleValue]) throws(WeightsError) {
    if case .plain = try top() { return }
    guard tree.append(items, to: try top()) else {
      throw .pickle("values are appended to what is no list")
    }
  }

  private mutating func setItems(_ items: [PickleValue]) throws(WeightsError) {
    if case .plain = try top() { return }
    guard tree.set(items, in: try top()) else {
      throw .pickle("keys are set in what is no dictionary")
    }
  }

  // MARK: Names and what is made by them

  private mutating func stackGlobal() throws(WeightsError) {
    let names = try pop(2)
    guard case .string(let module) = names[0], case .string(let name) = names[1] else {
      throw .pickle("a name that is asked for is no text")
    }
    let global = try PickleGlobal.named(name, in: module)
    tree.note(global)
    stack.append(.global(global))
  }

  /// The name on the next two lines.
  private mutating func named() throws(WeightsError) -> PickleValue {
    let module = try scanner.line()
    let global = try PickleGlobal.named(try scanner.line(), in: module)
    tree.note(global)
    return .global(global)
  }

  /// Leaves out what a dictionary or tensor carries besides its content.
  private mutating func build(_ state: PickleValue) throws(WeightsError) {
    let value = try top()
    switch value {
    case .node, .tensor, .plain: tree.build(state, of: value)
    default: throw .pickle("a state is given to a plain value")
    }
  }
}
