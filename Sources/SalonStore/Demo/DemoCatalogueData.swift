/// The demo salon's price list as a table, one service a line:
/// name | price | hands-on | processing | finishing | buffer | popularity | description | add-ons (name=minutes:price; …)
/// and, where a patch test is needed, | months for which one is good
enum DemoCatalogueData {
    /// A category's name, its description and its services.
    static let categories: [(name: String, icon: String, description: String, services: String)] = [
        ("Cut & style", "scissors", "Cuts for every length, blow-dries and looks for the evening.", cuts),
        ("Colour", "palette", "Roots, full colour, highlights and corrections, mixed for you.", colours),
        ("Hair care", "drop", "Treatments, smoothing and braids that look after hair and scalp.", care),
        ("Barber", "razor", "Short cuts, beards and hot towels.", barber),
        ("Nails", "nail", "Hands and feet, plain or painted, gel or natural.", nails),
        ("Face & brows", "eye", "Facials, brows, lashes and make-up.", face),
        ("Waxing & body", "leaf", "Warm wax, scrubs and massage.", waxing),
    ]

    private static let cuts = """
        Consultation|0.00|15|0|0|0|5|A quarter of an hour to look, listen and plan. Free.|
        Women's cut, short|52.00|45|0|0|0|9|Wash, cut and finish for hair above the chin.|Fringe trim=10:8.00;Scalp massage=10:12.00
        Women's cut, medium|60.00|50|0|0|0|11|Wash, cut and finish for hair to the shoulder.|Fringe trim=10:8.00;Gloss=15:22.00
        Women's cut, long|68.00|60|0|0|5|9|Wash, cut and finish for hair below the shoulder.|Gloss=15:22.00;Split-end care=15:18.00
        Cut & blow-dry|65.00|60|0|0|0|16|The house classic: cut, then a round-brush finish.|Scalp massage=10:12.00;Curls=15:15.00
        Blow-dry, short|32.00|30|0|0|0|7|Wash and finish for short hair.|Scalp massage=10:12.00
        Blow-dry, long|42.00|45|0|0|0|8|Wash and finish for long hair.|Curls=15:15.00;Mask=10:14.00
        Curly cut, dry|78.00|75|0|0|5|3|Cut curl by curl on dry hair, then set with steam.|Mask=10:14.00
        Fringe trim|15.00|15|0|0|0|5|Between two cuts, without a wash.|
        Child's cut, under 7|22.00|30|0|0|0|3|With patience, and a sticker for the brave.|
        Child's cut, 7 to 12|28.00|30|0|0|0|4|A first real cut.|Small braid=10:6.00
        Student cut|38.00|40|0|0|0|4|Tuesday to Thursday with a student card.|
        Updo|85.00|60|0|0|0|2|Pinned for a long evening.|Hair jewellery=5:12.00
        Evening styling|70.00|50|0|0|0|2|Waves, volume or sleek, from dry hair.|Hair jewellery=5:12.00
        Bridal day, whole party|1450.00|300|0|0|15|0|Bride and up to four guests, trial included, at the salon or at home.|Veil placed again=20:40.00
        """
    private static let colours = """
        Colour, roots|65.00|40|35|20|5|12|Regrowth up to three centimetres.|Bond care=10:25.00;Brow tint=10:15.00|6
        Colour, full, short|82.00|50|35|25|5|4|One shade from root to tip, short hair.|Bond care=10:25.00|6
        Colour, full, long|98.00|60|40|30|5|5|One shade from root to tip, long hair.|Bond care=10:25.00;Gloss=15:22.00|6
        Toner|35.00|15|20|15|0|4|Takes the brass out between two visits.|
        Gloss & shine|42.00|20|20|15|0|2|A clear or tinted glaze for six weeks of shine.|
        Highlights, half head|110.00|70|35|25|5|3|Fine strands on the top and the sides.|Toner=15:25.00;Bond care=10:25.00
        Highlights, full head|150.00|95|40|30|5|3|Fine strands everywhere.|Toner=15:25.00;Bond care=10:25.00
        Balayage|180.00|90|45|35|10|5|Painted by hand, with toner and finish. From, by length.|Bond care=10:25.00;Gloss=15:22.00
        Balayage, touch-up|125.00|60|40|30|5|2|Freshens a balayage after four to six months.|Toner=15:25.00
        Face frame|75.00|40|30|20|0|2|Two bright strands around the face.|Toner=15:25.00
        Colour & cut, package|120.00|70|35|45|5|4|Roots or full colour, then a cut and finish.|Bond care=10:25.00|6
        Bleach & tone, whole head|195.00|90|50|40|10|1|For platinum. A consultation first, please.|Bond care=15:30.00
        Colour correction|240.00|120|45|60|15|1|When the box at home went wrong. Price from.|Bond care=15:30.00
        Vegetal colour|88.00|45|60|25|5|1|Henna, indigo and time.|
        """
    private static let care = """
        Deep mask|35.00|20|10|10|0|4|Moisture for dry lengths.|Scalp massage=10:12.00
        Bond repair|50.00|25|15|15|0|2|Rebuilds bleached hair from inside.|
        Keratin smoothing|190.00|120|30|30|10|1|Three months without frizz.|
        Scalp care|45.00|40|0|0|0|2|Peeling, serum and a long massage.|
        Braids, cornrows|65.00|90|0|0|5|2|Flat braids, up to twelve rows. From, by size.|Beads=15:10.00
        Braids, box|180.00|240|0|0|10|1|A day in the chair, two months of peace.|Beads=20:15.00
        Extensions, fitting|320.00|180|0|0|10|0|Tape or ring, hair priced apart.|
        Anti-loss course, session|55.00|30|0|0|0|1|One of six sessions with light and serum.|
        """
    private static let barber = """
        Men's cut|40.00|40|0|0|0|17|Wash, cut, finish.|Beard line=10:8.00;Eyebrows=5:6.00
        Men's cut, clipper|28.00|25|0|0|0|7|One length or two, quick and neat.|Beard line=10:8.00
        Skin fade|45.00|45|0|0|5|7|Down to the skin, blended by hand.|Beard line=10:8.00;Hair design=15:12.00
        Beard trim|22.00|20|0|0|0|6|Shape, line and oil.|Hot towel=10:6.00
        Beard & cut|58.00|60|0|0|0|7|Both, in one sitting.|Hot towel=10:6.00;Grey blending=15:20.00
        Hot towel shave|38.00|35|0|0|5|2|Brush, blade, three towels.|
        Father & son|60.00|70|0|0|0|1|Two chairs side by side.|
        """
    private static let nails = """
        Manicure|32.00|40|0|0|0|6|Shape, cuticles, care and polish.|French tips=10:8.00;Paraffin=15:12.00
        Manicure, gel polish|45.00|55|0|0|0|8|Two weeks without a chip.|French tips=10:8.00;Nail art, two nails=10:10.00
        Gel set|85.00|90|0|0|5|4|New nails in gel, with tips if wanted.|Nail art, ten nails=30:35.00
        Gel refill|60.00|65|0|0|5|5|After three weeks.|Nail art, two nails=10:10.00
        Gel removal|20.00|25|0|0|0|2|Soaked off, never scraped.|
        Nail repair|8.00|10|0|0|0|1|One nail.|
        Pedicure|52.00|50|0|0|5|4|Bath, care and polish.|Callus care=15:15.00
        Pedicure, gel polish|65.00|65|0|0|5|3|For the whole holiday.|Callus care=15:15.00
        Hands & feet, package|78.00|95|0|0|5|2|Manicure and pedicure, plain polish.|Paraffin=15:12.00
        Japanese manicure|48.00|45|0|0|0|1|Paste and powder, no polish.|
        Acrylic set|95.00|110|0|0|10|1|Long and strong. Tell us of any allergy first.|Nail art, ten nails=30:35.00
        Nail art, hour|55.00|60|0|0|0|1|Bring a picture.|
        """
    private static let face = """
        Brow shape|18.00|20|0|0|0|5|Tweezers, thread or wax.|
        Brow tint|15.00|15|0|0|0|3|Patch test two days before, please.||12
        Brow lamination|52.00|45|0|0|0|2|Combed up and fixed for weeks.|Brow tint=10:12.00
        Lash lift|58.00|55|0|0|0|2|Curl without extensions.|Lash tint=10:12.00|12
        Lashes, classic set|110.00|110|0|0|10|1|One to one, light and natural.|
        Lashes, refill|65.00|70|0|0|5|2|Within three weeks.|
        Facial, fresh|55.00|45|0|0|5|3|Clean, peel, mask.|Neck & shoulders=15:18.00
        Facial, deep clean|78.00|70|0|0|5|2|For skin that works hard.|LED light=15:20.00
        Facial, hydra|120.00|60|0|0|10|1|Water, serum and suction.|LED light=15:20.00
        Make-up, day|48.00|40|0|0|0|1|Fresh, in daylight tones.|
        Make-up, bridal trial|95.00|75|0|0|5|1|With photographs, deposit asked.|Lashes, strip=10:14.00
        """
    private static let waxing = """
        Wax, upper lip|10.00|10|0|0|0|3|Quick, and cooled after.|
        Wax, underarms|18.00|15|0|0|0|3|Warm wax, no strips.|
        Wax, half legs|28.00|25|0|0|5|3|To the knee.|
        Wax, full legs|42.00|40|0|0|5|3|Whole legs.|
        Wax, bikini|30.00|25|0|0|5|3|Classic line.|
        Back massage|42.00|30|0|0|5|2|For people who sit.|Hot stones=15:18.00
        Body massage|78.00|60|0|0|10|2|From head to heel.|Hot stones=15:18.00
        Body scrub|60.00|45|0|0|10|1|Salt, sugar or coffee.|Body oil=10:12.00
        """
}
