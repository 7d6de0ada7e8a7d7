public import Page
public import Reports

/// The page of a comparison: learned filters, what they are like, and which classic ones are near.
///
/// All addresses are relative to the page and percent-encoded, and all texts are shown as they are,
/// whatever they hold. What is nil is shown as a dash.
public struct ComparisonPage: Encodable, Sendable {
  /// What stands above the page.
  public var head: Head

  /// Figures about the whole bank, in the order in which they are shown.
  public var figures: [Figure]

  /// Pictures of the whole bank: grid, matrix, polar plot, histogram.
  public var pictures: [Picture]

  /// The learned filters, in the order of the layer.
  public var filters: [Filter]

  /// Images on which the window can be moved; their steps are in `index.js` beside the page.
  public var images: [Image]

  /// The address of the script with the handcrafted filters; nil leaves out what needs them.
  public var bank: String?

  /// Another comparison that stands beside this one; nil for none.
  public var beside: Beside?

  /// Creates the content of a page.
  ///
  /// - Parameters:
  ///   - head: What stands above the page.
  ///   - figures: Figures about the whole bank.
  ///   - pictures: Pictures of the whole bank.
  ///   - filters: The learned filters.
  ///   - images: Images on which the window can be moved.
  public init(
    head: Head, figures: [Figure], pictures: [Picture], filters: [Filter], images: [Image] = []
  ) {
    self.head = head
    self.figures = figures
    self.pictures = pictures
    self.filters = filters
    self.images = images
  }

  /// The bytes of `index.html`.
  ///
  /// - Returns: One file that needs no network.
  /// - Throws: `ReportError.recordNotEncodable` in theory; numbers and texts are always encodable.
  public func html() throws(ReportError) -> [UInt8] {
    let document = PageDocument(title: "\(head.subject) – lenslet compare")
    return document.start + PageDocument.escapedForPage(try jsonLine(self)) + document.end
  }

  /// What stands above the page.
  public struct Head: Encodable, Sendable {
    /// Which view the page opens.
    public let kind = "compare"

    /// What was compared, for example the file and its layer.
    public var subject: String

    /// The command line.
    public var command: String

    /// How the images became what the filters see; nil without images.
    public var input: String?

    /// How a page makes pictures of those images again; nil stretches their values.
    public var view: PageInputView?

    /// Views of the page in the order of a lecture; nil for none.
    public var tour: [PageTour.Stop]?

    /// Creates a head.
    ///
    /// - Parameters:
    ///   - subject: What was compared.
    ///   - command: The command line.
    ///   - input: How the images became what the filters see.
    ///   - view: How a page makes pictures of those images again.
    public init(
      subject: String, command: String, input: String? = nil, view: PageInputView? = nil
    ) {
      self.subject = subject
      self.command = command
      self.input = input
      self.view = view
    }

    private enum CodingKeys: CodingKey { case kind, subject, command, input, view, tour }
  }

  /// A name and a value, both as they are shown.
  public struct Figure: Codable, Sendable {
    /// What it is, with its unit where it has one.
    public var name: String

    /// The value as text.
    public var value: String

    /// Creates a figure.
    ///
    /// - Parameters:
    ///   - name: What it is.
    ///   - value: The value as text.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A picture file of the whole bank.
  public struct Picture: Encodable, Sendable {
    /// What it shows.
    public var title: String

    /// Its address.
    public var file: String

    /// Creates a reference to a picture.
    ///
    /// - Parameters:
    ///   - title: What it shows.
    ///   - file: Its address.
    public init(title: String, file: String) {
      self.title = title
      self.file = file
    }
  }

  /// An image on which the window can be moved.
  public struct Image: Encodable, Sendable {
    /// Its name as it is shown.
    public var name: String

    /// The address of the script with its values.
    public var values: String

    /// Creates a reference to an image.
    ///
    /// - Parameters:
    ///   - name: Its name as it is shown.
    ///   - values: The address of the script with its values.
    public init(name: String, values: String) {
      self.name = name
      self.values = values
    }
  }
}
