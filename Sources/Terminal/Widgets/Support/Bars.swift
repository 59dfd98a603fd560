/// Bars in eighths of a cell.
enum Bars {
    private static let across = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let upward = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A share as a value from 0 through 1; what is no number counts as 0.
    static func clamped(_ share: Double) -> Double { share.isFinite ? min(1, max(0, share)) : 0 }

    /// A bar from the left; any share above 0 is seen.
    static func horizontal(_ share: Double, width: Int) -> String {
        let share = clamped(share)
        guard width > 0, share > 0 else { return "" }
        let eighths = max(1, Int((share * Double(width * 8)).rounded()))
        return String(repeating: "█", count: eighths / 8) + across[eighths % 8]
    }

    /// The cells of a bar from the bottom up, the lowest first; any share above 0 is seen.
    static func vertical(_ share: Double, height: Int) -> [String] {
        let share = clamped(share)
        guard height > 0 else { return [] }
        let eighths = share > 0 ? max(1, Int((share * Double(height * 8)).rounded())) : 0
        return (0..<height).map { upward[min(8, max(0, eighths - $0 * 8))] }
    }

    /// One cell as high as the share.
    static func spark(_ share: Double) -> String { upward[max(1, Int((clamped(share) * 8).rounded()))] }
}
