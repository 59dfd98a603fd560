/// Names of invented people from many countries, in their own scripts.
struct DemoCulture: Sendable {
    let given: [String]
    let family: [String]
    /// The family name comes first and is set off by `separator`.
    let familyFirst: Bool
    let separator: String

    init(given: String, family: String, familyFirst: Bool = false, separator: String = " ") {
        self.given = Self.words(given)
        self.family = Self.words(family)
        self.familyFirst = familyFirst
        self.separator = separator
    }

    /// The names of a list that is divided by commas.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            } else if byte != UInt8(ascii: " ") || !word.isEmpty {
                word.append(byte)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}

/// Which cultures the clients come from: a French city salon, with its neighbours and the rest of the world.
enum DemoNames {
    /// Each culture as often as it should turn up in a hundred clients.
    static let weighted: [(culture: DemoCulture, weight: Int)] = [
        (french, 31), (english, 11), (spanish, 6), (portuguese, 4), (german, 5), (italian, 5), (polish, 4),
        (nordic, 3), (turkish, 2), (vietnamese, 3), (westAfrican, 5), (russian, 4), (greek, 2), (arabic, 4),
        (hebrew, 1), (chinese, 3), (japanese, 2), (korean, 2), (hindi, 2), (thai, 1),
    ]

    /// The culture of the `index`th hundredth.
    static let hundred: [DemoCulture] = weighted.flatMap { Array(repeating: $0.culture, count: $0.weight) }

    static let french = DemoCulture(
        given: """
            Camille,Léa,Chloé,Manon,Inès,Jade,Louise,Zoé,Anaïs,Margaux,Juliette,Élise,Hélène,Maëlys,Noémie,Solène,
            Agathe,Océane,Apolline,Céline,Aurélie,Françoise,Geneviève,Sylvie,Amélie,Clémence,Mathilde,Éloïse,Maud,
            Thibault,Étienne,Loïc,Gaël,Rémi,Benoît,Jérôme,Cédric,Hugo,Lucas,Théo,Raphaël,Gaspard,Anatole,Côme
            """,
        family: """
            Martin,Bernard,Dubois,Lefèvre,Moreau,Fournier,Girard,Mercier,Dupré,Lambert,François,Bonnet,Rousseau,
            Garnier,Chevalier,Gauthier,Perrin,Clément,Morin,Nicolas,Béranger,Lemaître,Noël,Delacroix,de la Tour,
            Guérin,Boyer,Carpentier,Barbier,Coulon,Brunet,Lacroix,Aubert,Le Goff,Kervella,Jaouen,D'Arcy,Saint-Jean,
            Vasseur,Maréchal,Pruvost,Leclercq,Deschamps,Roussel,Marchand,Faure,Renaud,Picard,Hébert,Besnard
            """)
    static let english = DemoCulture(
        given: """
            Amelia,Ruth,Grace,Poppy,Freya,Imogen,Harriet,Beatrice,Nora,Saoirse,Aoife,Niamh,Siobhán,Maisie,Edith,
            Florence,Tamsin,Rowan,Ivy,Hazel,Liam,Callum,Oliver,Jack,Alfie,Rhys,Owen,Seán,Ciarán,Duncan,Angus,Miles
            """,
        family: """
            Hill,Reed,Fox,Ward,Brooks,Hughes,O'Neil,O'Brien,MacLeod,McKenna,Ashworth,Fletcher,Hartley,Whitfield,
            Pritchard,Llewellyn,Baines,Holloway,Kettle,Marlow,Sutton-Vane,Thorne,Wren,Yates,Carver,Dunmore,Ellwood
            """)
    static let spanish = DemoCulture(
        given: """
            María,Lucía,Sofía,Inés,Begoña,Ximena,Pilar,Rocío,Nuria,Montserrat,Itziar,Íñigo,José,Andrés,Ángel,Raúl,
            Joaquín,Martín,Óscar,Víctor
            """,
        family: """
            López,García,Muñoz,Núñez,Ibáñez,Peña,Ruiz Soler,Cabrera,Domínguez,Echeverría,Fernández,Giménez,Herrero,
            Márquez,Ordóñez,Quintana,Rodríguez,Vázquez,Zúñiga,Belmonte
            """)
    static let portuguese = DemoCulture(
        given:
            "Beatriz,Mafalda,Inês,Conceição,Luísa,Tânia,Joana,Sônia,João,Tomás,Simão,Gonçalo,Caetano,Antônio,Vitória",
        family:
            "Gonçalves,Araújo,Magalhães,Simões,Brandão,Falcão,Guimarães,Lourenço,Mourão,Noronha,Pacheco,Queirós,da Conceição"
    )
    static let german = DemoCulture(
        given:
            "Jürgen,Käthe,Lieselotte,Sören,Anneliese,Günther,Bärbel,Jörg,Heike,Ulrike,Björn,Dörte,Matthias,Friederike,Änne",
        family:
            "Müller,Weiß,Köhler,Schäfer,Größmann,Bäcker,Jäger,Krüger,Vogel,Zöllner,von Stein,Hübner,Lößner,Fröhlich,Straßer"
    )
    static let italian = DemoCulture(
        given:
            "Giulia,Chiara,Ginevra,Beatrice,Fiorella,Niccolò,Tommaso,Edoardo,Lorenzo,Ludovica,Perla,Noè,Rosalìa,Viola",
        family:
            "Ferri,Bianchi,Colombo,Esposito,D'Angelo,De Luca,Lo Presti,Marchetti,Nicolò,Rinaldi,Santoro,Vitale,Zanetti")
    static let polish = DemoCulture(
        given:
            "Agnieszka,Małgorzata,Łucja,Żaneta,Kateřina,Jiřina,Dušan,Zdeněk,Bożena,Ľubica,Zsófia,Ágnes,Győző,Ștefan,Ioana",
        family:
            "Wójcik,Wiśniewska,Dąbrowska,Zieliński,Dvořák,Procházka,Černý,Šimánková,Kovács,Szűcs,Tóth,Ionescu,Țepeș,Żuraw"
    )
    static let nordic = DemoCulture(
        given: "Åsa,Björk,Freja,Søren,Øyvind,Kjersti,Þóra,Guðrún,Jón,Säde,Väinö,Ingeborg,Håkon,Ragnhild,Astrid,Ebba",
        family: "Lindqvist,Ångström,Sørensen,Ødegård,Jónsdóttir,Hämäläinen,Mäkelä,Nyström,Bjørnstad,Þórsson,Kjær,Holm")
    static let turkish = DemoCulture(
        given: "Gülşen,Çağla,Işıl,Şule,İpek,Özlem,Oğuz,Çınar,Yiğit,Ümit,Ayşe,Doğan",
        family: "Yıldız,Öztürk,Şahin,Çelik,Doğru,Güneş,Kılıç,Aydın,Işık,Özdemir")
    static let vietnamese = DemoCulture(
        given: "Thị Hồng,Ngọc Ánh,Thảo,Quỳnh,Phương,Đức,Hải Yến,Tuấn,Bảo Châu,Mỹ Linh",
        family: "Nguyễn,Trần,Lê,Phạm,Huỳnh,Võ,Đặng,Bùi,Đỗ,Ngô",
        familyFirst: true)
    static let westAfrican = DemoCulture(
        given: "Fatou,Aminata,Awa,Kadiatou,Adjoa,Ngozi,Chiamaka,Ọlá,Ṣọlá,Kwame,Kofi,Ousmane,Mamadou,Ifẹ́,Binta,Zawadi",
        family: "Diallo,Traoré,Koné,Mbaye,N'Diaye,Okafor,Adéyẹmí,Ọláwálé,Mensah,Boateng,Sow,Cissé,Nkosi,Achebe-Smith")
    static let russian = DemoCulture(
        given: "Анна,Ольга,Наталья,Екатерина,Юлия,Алёна,Дарья,Іванна,Оксана,Снежана,Дмитрий,Сергей,Пётр,Илья,Милица",
        family:
            "Петрова,Иванова,Соколова,Кузнецова,Щербакова,Шевченко,Бондаренко,Ковальчук,Јовановић,Ђорђевић,Тимчук,Ким")
    static let greek = DemoCulture(
        given: "Ελένη,Μαρία,Αικατερίνη,Σοφία,Δήμητρα,Χρυσούλα,Γιώργος,Νίκος,Ηλίας,Ξανθή",
        family: "Παπαδοπούλου,Οικονόμου,Γεωργίου,Αλεξίου,Νικολαΐδη,Σταύρου,Χατζή,Μαυρίδη")
    static let arabic = DemoCulture(
        given: "نور,ليلى,فاطمة,مريم,سلمى,هدى,ياسمين,رنا,عمر,خالد,يوسف,زينب,شیرین,آزاده",
        family: "عزيز,حداد,منصور,الخطيب,بن علي,القاسمي,شاهين,مراد,درويش,رضایی")
    static let hebrew = DemoCulture(
        given: "נועה,שירה,תמר,יעל,אביגיל,איתי,דוד,רחל",
        family: "לוי,כהן,מזרחי,פרץ,אברהם,בן דוד,שפירא")
    static let chinese = DemoCulture(
        given: "秀英,美玲,婷婷,雅芳,静怡,小燕,丽华,伟,志强,建国,子涵,欣怡",
        family: "王,李,张,刘,陳,杨,黃,趙,吳,欧阳,司馬",
        familyFirst: true, separator: "")
    static let japanese = DemoCulture(
        given: "花子,さくら,美咲,結衣,陽菜,アイコ,ユミ,健太,翔太,一郎",
        family: "佐藤,鈴木,高橋,田中,渡辺,伊藤,山本,タナカ,小鳥遊",
        familyFirst: true)
    static let korean = DemoCulture(
        given: "서연,지우,민지,하은,수빈,유진,지훈,현우,도윤,은정",
        family: "김,이,박,최,정,강,조,윤,남궁",
        familyFirst: true, separator: "")
    static let hindi = DemoCulture(
        given: "प्रिया,अनन्या,दीपिका,ऋतु,कविता,अर्जुन,रोहित,তানিয়া,நிலா,సీత",
        family: "शर्मा,वर्मा,सिंह,गुप्ता,पटेल,मिश्रा,দাস,குமார்")
    static let thai = DemoCulture(
        given: "สมหญิง,มะลิ,ปิยะนุช,วรรณา,กมล,ณัฐพล",
        family: "ใจดี,แสงทอง,ศรีสุข,วงศ์ไทย,รุ่งเรือง")
}
