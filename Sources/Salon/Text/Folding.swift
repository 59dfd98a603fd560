/// Letters without case and marks, so that "cafe" finds "Café" and "Muller" finds "Müller". Without Foundation.
public enum Folding {
    /// The folded scalar that stands for `scalar` alone: lower case, common Latin diacritics taken off. Letters that
    /// become two, such as ß, give the first; combining marks give nil.
    static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
        let value = scalar.value
        if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value | 0x20 : value }
        if value >= 0xC0, value < 0x180 { return UInt32(latin[Int(value - 0xC0)]) }
        if value >= 0x300, value < 0x370 { return nil }
        if value >= 0x1E00, value < 0x1F00 || value >= 0x180, value < 0x250 {
            return base(scalar)
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
    }

    /// The folded text.
    public static func fold(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let value = fold(scalar), let folded = Unicode.Scalar(value) { result.append(folded) }
        }
        return String(result)
    }

    private static func base(_ scalar: Unicode.Scalar) -> UInt32 {
        guard let letter = bases.first(where: { $0.range.contains(scalar.value) })?.letter else {
            return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
        }
        return UInt32(letter)
    }

    /// U+00C0 to U+017F, one base letter each; * and / stand for the two signs among them.
    private static let latin: [UInt8] = Array(
        ("aaaaaaaceeeeiiii" + "dnooooo*ouuuuyts" + "aaaaaaaceeeeiiii" + "dnooooo/ouuuuyty"
            + "aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" + "gggghhhhiiiiiiii" + "iiiijjkkklllllll"
            + "lllnnnnnnnnnoooo" + "oooorrrrrrssssss" + "ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs").utf8)

    /// The blocks of Latin Extended Additional and of Romanian and Vietnamese letters, by base letter.
    private static let bases: [(range: ClosedRange<UInt32>, letter: UInt8)] = [
        (0x1A0...0x1A1, 0x6F), (0x1AF...0x1B0, 0x75), (0x1CD...0x1CE, 0x61), (0x1CF...0x1D0, 0x69),
        (0x1D1...0x1D2, 0x6F), (0x1D3...0x1DC, 0x75), (0x1E6...0x1E7, 0x67), (0x200...0x203, 0x61),
        (0x218...0x219, 0x73), (0x21A...0x21B, 0x74), (0x226...0x227, 0x61), (0x1E00...0x1E01, 0x61),
        (0x1E02...0x1E07, 0x62), (0x1E08...0x1E09, 0x63), (0x1E0A...0x1E13, 0x64), (0x1E14...0x1E1D, 0x65),
        (0x1E20...0x1E21, 0x67), (0x1E22...0x1E2B, 0x68), (0x1E2C...0x1E2F, 0x69), (0x1E30...0x1E35, 0x6B),
        (0x1E36...0x1E3D, 0x6C), (0x1E3E...0x1E43, 0x6D), (0x1E44...0x1E4B, 0x6E), (0x1E4C...0x1E53, 0x6F),
        (0x1E58...0x1E5F, 0x72), (0x1E60...0x1E69, 0x73), (0x1E6A...0x1E71, 0x74), (0x1E72...0x1E7B, 0x75),
        (0x1E80...0x1E89, 0x77), (0x1E8E...0x1E8F, 0x79), (0x1E90...0x1E95, 0x7A), (0x1EA0...0x1EB7, 0x61),
        (0x1EB8...0x1EC7, 0x65), (0x1EC8...0x1ECB, 0x69), (0x1ECC...0x1EE3, 0x6F), (0x1EE4...0x1EF1, 0x75),
        (0x1EF2...0x1EF9, 0x79),
    ]
}
