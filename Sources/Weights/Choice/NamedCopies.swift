import Spelling

/// Which tensors of a file are copies of others of the same shape, by their names.
///
/// Optimisers and averages keep a tensor beside each one of the network, under its name with a word
/// before it, within it or behind it: `m.conv1.weight`, `opt/mu/conv1/kernel`, `conv1.weight_v`.
/// What stands before all names of a file makes no copies, as the name without it is missing.
struct NamedCopies {
  /// A tensor under the words of its name, without what frameworks put before all names.
  private struct Member {
    let name: String
    let shape: [Int]
    let words: [Substring]

    /// The words that no optimiser adds; fewer than all only for what an optimiser keeps.
    let ownWords: [Substring]

    /// Whether an optimiser may keep it.
    var isOfOptimiser: Bool { ownWords.count < words.count }

    init(_ entry: (name: String, shape: [Int])) {
      (name, shape) = entry
      let plain = TensorNaming.plain(entry.name)
      words = plain.split { $0 == "." || $0 == "/" }
      let own = words.filter { !NamedCopies.optimiserWords.contains($0.lowercased()) }
      // `opt/0/mu/conv1`: what holds the words of the optimiser.
      ownWords =
        own.count < words.count
        ? Array(own.drop { $0.allSatisfy(\.isNumber) || $0 == "opt" || $0 == "state" }) : own
    }
  }

  /// A name, in parts that are joined alike, and a shape.
  private struct Place: Hashable {
    let name: ExactName
    let shape: [Int]

    init(_ words: some Sequence<Substring>, _ shape: [Int]) {
      name = ExactName(words.joined(separator: "."))
      self.shape = shape
    }
  }

  private let members: [Member]
  private let copies: Set<ExactName>

  /// Compares the names of a file.
  ///
  /// - Parameter tensors: Their names and shapes.
  /// - Complexity: O(words of all names).
  init(_ tensors: [(name: String, shape: [Int])]) {
    let members = tensors.map(Member.init)
    let wholes = Set(members.map { Place($0.words, $0.shape) })
    let starts = Set(members.compactMap(\.words.first))
    var endings: Set<Place> = []
    if members.contains(where: \.isOfOptimiser) {
      for member in members where !member.isOfOptimiser {
        for start in member.words.indices {
          endings.insert(Place(member.words[start...], member.shape))
        }
      }
    }
    var copies: Set<ExactName> = []
    // Of others than filters only those of an optimiser matter.
    for member in members where member.shape.count == 4 || member.isOfOptimiser {
      let isCopy =
        member.words.indices.dropFirst().contains { start in
          starts.contains(member.words[start])
            && wholes.contains(Place(member.words[start...], member.shape))
        } || Self.isBeforeSuffix(member, wholes)
        || (member.isOfOptimiser && !member.ownWords.isEmpty
          && endings.contains(Place(member.ownWords, member.shape)))
      if isCopy { copies.insert(ExactName(member.name)) }
    }
    self.copies = copies
    self.members = members
  }

  /// Whether filters, or what an optimiser may keep, are a copy of another tensor.
  ///
  /// - Parameter name: Its name in the file.
  /// - Returns: True for a copy.
  func isCopy(_ name: String) -> Bool { copies.contains(ExactName(name)) }

  /// The names of the file without those of copies that an optimiser keeps.
  var namesOfNetwork: [String] {
    members.filter { !$0.isOfOptimiser || !isCopy($0.name) }.map(\.name)
  }

  /// The tensors that are named and shaped as one, behind a prefix that no optimiser writes.
  ///
  /// - Parameters:
  ///   - name: The name of a tensor in the file.
  ///   - shape: Its shape.
  /// - Returns: The names of the others, in the order of the file.
  func others(named name: String, shape: [Int]) -> [String] {
    let words = Member((name, shape)).words
    return members.filter { member in
      member.shape == shape && ExactName(member.name) != ExactName(name)
        && !member.isOfOptimiser && member.words.count >= words.count
        && Place(member.words.suffix(words.count), shape) == Place(words, shape)
    }.map(\.name)
  }

  /// Whether a name is that of other weights with a word behind it: `conv1.weight_g`,
  /// `conv1/kernel/m`, `conv1.w_0_moment1_0`.
  private static func isBeforeSuffix(_ member: Member, _ wholes: Set<Place>) -> Bool {
    let words = member.words
    for end in words.indices.dropFirst()
    where weightWords.contains(words[end - 1].lowercased())
      && wholes.contains(Place(words[..<end], member.shape))
    {
      return true
    }
    guard let last = words.last else { return false }
    return last.indices.contains { place in
      guard last[place] == "_" else { return false }
      let added = last[last.index(after: place)...].lowercased().split(separator: "_")
      return
        (weightWords.contains(last[..<place].lowercased())
        || added.contains { optimiserWords.contains(String($0)) })
        && wholes.contains(Place(words.dropLast() + [last[..<place]], member.shape))
    }
  }

  /// What the weights of a layer are called.
  private static let weightWords: Set<String> = ["weight", "weights", "kernel", "w"]

  /// What optimisers call their copies: PyTorch, optax, Keras, Paddle.
  private static let optimiserWords: Set<String> = [
    "m", "v", "mu", "nu", "trace", "traces", "buf", "buffer", "buffers", "mom", "momenta",
    "momentum", "moment", "moments", "moment1", "moment2", "first_moment", "second_moment",
    "velocity", "velocities", "accumulator", "accumulators", "vhat", "v_hat", "m_t", "v_t",
  ]
}
