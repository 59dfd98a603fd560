/// The number by which PostgreSQL names a type (`pg_type.oid`).
public struct PostgresType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt32

    /// Wraps a number.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Lets the server infer the type.
    public static let unspecified = PostgresType(rawValue: 0)
    /// `boolean`.
    public static let bool = PostgresType(rawValue: 16)
    /// `bytea`.
    public static let bytea = PostgresType(rawValue: 17)
    /// `"char"`, one byte.
    public static let char = PostgresType(rawValue: 18)
    /// `name`.
    public static let name = PostgresType(rawValue: 19)
    /// `bigint`.
    public static let int8 = PostgresType(rawValue: 20)
    /// `smallint`.
    public static let int2 = PostgresType(rawValue: 21)
    /// `integer`.
    public static let int4 = PostgresType(rawValue: 23)
    /// `text`.
    public static let text = PostgresType(rawValue: 25)
    /// `oid`.
    public static let oid = PostgresType(rawValue: 26)
    /// `json`.
    public static let json = PostgresType(rawValue: 114)
    /// `real`.
    public static let float4 = PostgresType(rawValue: 700)
    /// `double precision`.
    public static let float8 = PostgresType(rawValue: 701)
    /// The type of a bare literal.
    public static let unknown = PostgresType(rawValue: 705)
    /// `character(n)`.
    public static let bpchar = PostgresType(rawValue: 1042)
    /// `character varying`.
    public static let varchar = PostgresType(rawValue: 1043)
    /// `date`.
    public static let date = PostgresType(rawValue: 1082)
    /// `time`.
    public static let time = PostgresType(rawValue: 1083)
    /// `timestamp`, without a time zone.
    public static let timestamp = PostgresType(rawValue: 1114)
    /// `timestamptz`.
    public static let timestamptz = PostgresType(rawValue: 1184)
    /// `numeric`.
    public static let numeric = PostgresType(rawValue: 1700)
    /// `uuid`.
    public static let uuid = PostgresType(rawValue: 2950)
    /// `jsonb`.
    public static let jsonb = PostgresType(rawValue: 3802)
    /// `void`, the answer of a procedure-like function.
    public static let void = PostgresType(rawValue: 2278)

    /// `boolean[]`.
    public static let boolArray = PostgresType(rawValue: 1000)
    /// `bytea[]`.
    public static let byteaArray = PostgresType(rawValue: 1001)
    /// `smallint[]`.
    public static let int2Array = PostgresType(rawValue: 1005)
    /// `integer[]`.
    public static let int4Array = PostgresType(rawValue: 1007)
    /// `text[]`.
    public static let textArray = PostgresType(rawValue: 1009)
    /// `character varying[]`.
    public static let varcharArray = PostgresType(rawValue: 1015)
    /// `bigint[]`.
    public static let int8Array = PostgresType(rawValue: 1016)
    /// `double precision[]`.
    public static let float8Array = PostgresType(rawValue: 1022)
    /// `timestamp[]`.
    public static let timestampArray = PostgresType(rawValue: 1115)
    /// `date[]`.
    public static let dateArray = PostgresType(rawValue: 1182)
    /// `time[]`.
    public static let timeArray = PostgresType(rawValue: 1183)
    /// `timestamptz[]`.
    public static let timestamptzArray = PostgresType(rawValue: 1185)
    /// `numeric[]`.
    public static let numericArray = PostgresType(rawValue: 1231)
    /// `uuid[]`.
    public static let uuidArray = PostgresType(rawValue: 2951)

    /// `int4range`.
    public static let int4Range = PostgresType(rawValue: 3904)
    /// `tsrange`.
    public static let timestampRange = PostgresType(rawValue: 3908)
    /// `tstzrange`.
    public static let timestamptzRange = PostgresType(rawValue: 3910)
    /// `daterange`.
    public static let dateRange = PostgresType(rawValue: 3912)
    /// `int8range`.
    public static let int8Range = PostgresType(rawValue: 3926)
    /// `int4multirange`.
    public static let int4Multirange = PostgresType(rawValue: 4451)
    /// `tsmultirange`.
    public static let timestampMultirange = PostgresType(rawValue: 4533)
    /// `tstzmultirange`.
    public static let timestamptzMultirange = PostgresType(rawValue: 4534)
    /// `datemultirange`.
    public static let dateMultirange = PostgresType(rawValue: 4535)
    /// `int8multirange`.
    public static let int8Multirange = PostgresType(rawValue: 4536)

    /// Whether the type came with the database and not with PostgreSQL: an enum, `citext`, …
    var isUserDefined: Bool { rawValue >= 16384 }
}
