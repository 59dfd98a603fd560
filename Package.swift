// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house and their arrows. Arrows point down only; a room that
// does not name another here cannot import it.
let package = Package(
    name: "salon",
    products: [
        .executable(name: "salon", targets: ["salon"]),
        .executable(name: "salon-bench", targets: ["salon-bench"]),
    ],
    dependencies: [
        // The command line: parsing, help pages, completion scripts. Nothing a salon should pay us to write again.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Themes and the configuration file are TOML, a format that people edit by hand.
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // C: the ncurses calls that Swift cannot import, and the terminal's restore after a crash.
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // C: the themes and the migrations, built into the program byte for byte.
        .target(name: "CAssets"),

        .target(
            name: "Terminal",
            dependencies: ["CNcurses", "CAssets", .product(name: "TOMLKit", package: "TOMLKit")]
        ),
        .target(name: "Postgres", dependencies: ["CPostgres"]),
        .target(name: "Salon"),
        .target(
            name: "SalonStore",
            dependencies: ["Salon", "Postgres", "CAssets"],
            exclude: ["Schema"]
        ),
        .target(
            name: "Console",
            dependencies: ["SalonStore", "Salon", "Terminal", .product(name: "TOMLKit", package: "TOMLKit")]
        ),
        .executableTarget(
            name: "salon",
            dependencies: [
                "Console", "SalonStore", "Salon",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "salon-bench",
            dependencies: [
                "Console", "SalonStore", "Salon", "Terminal", "Postgres", "Turmoil",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // The PostgreSQL that tests start themselves, shared by every test target that needs one.
        .target(name: "TestServer", dependencies: ["SalonStore", "Postgres"], path: "Tests/TestServer"),
        // Many desks at once on one salon, and what must hold after: for the tests, and for longer in the bench.
        .target(name: "Turmoil", dependencies: ["SalonStore", "Salon", "Postgres"], path: "Tests/Turmoil"),
        // Little salons made up from a seed, for the rules and for what the database makes of them.
        .target(name: "RandomSalons", dependencies: ["Salon"], path: "Tests/RandomSalons"),
        // A program on a terminal, which the terminal's tests run, talk to and crash.
        .executableTarget(name: "terminal-probe", dependencies: ["Terminal"], path: "Tests/TerminalProbe"),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "CNcurses", "terminal-probe"]),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestServer"]),
        .testTarget(name: "SalonTests", dependencies: ["Salon", "RandomSalons"]),
        .testTarget(name: "SalonStoreTests", dependencies: ["SalonStore", "TestServer", "Turmoil", "RandomSalons"]),
        .testTarget(name: "ConsoleTests", dependencies: ["Console", "SalonStore", "Terminal", "TestServer"]),
        .testTarget(name: "EndToEnd", dependencies: ["TestServer", "salon", "salon-bench"]),
    ],
    swiftLanguageModes: [.v6]
)
