#pragma once

#include <string_view>

// The word lists of invented_names.cpp.
namespace tastescope::words {

inline constexpr std::string_view adjectives[] = {
    "Almost",   "Amber",      "Borrowed",    "Brittle",     "Buttoned",    "Cardboard",  "Clockwork",  "Copper",
    "Crooked",  "Damp",       "Distant",     "Drowsy",      "Echoing",     "Eleventh",   "Enamel",     "Feathered",
    "Folded",   "Frosted",    "Gentle",      "Glass",       "Granite",     "Gravel",     "Half-Awake", "Hand-Me-Down",
    "Hollow",   "Humming",    "Ink-Stained", "Isosceles",   "Knitted",     "Laminated",  "Linen",      "Lopsided",
    "Lukewarm", "Magnetic",   "Marbled",     "Misfiled",    "Mossy",       "Nine-Volt",  "Northbound", "Oblong",
    "Outdated", "Overgrown",  "Paper",       "Parallel",    "Patient",     "Perforated", "Pewter",     "Porcelain",
    "Quiet",    "Quilted",    "Reluctant",   "Rented",      "Rusted",      "Salted",     "Second",     "Sleepless",
    "Slow",     "Small",      "Spare",       "Sunken",      "Tangled",     "Threadbare", "Tin",        "Umber",
    "Unlit",    "Unnumbered", "Unposted",    "Varnished",   "Velvet",      "Wandering",  "Weathered",  "Whittled",
    "Woollen",  "Yellowing",  "Zigzag",      "Upholstered", "Provisional", "Seasick",    "Moonlit",    "Absent-Minded"};

inline constexpr std::string_view nouns[] = {
    "Accordion",  "Almanac",      "Alphabet",   "Anvil",     "Apricot",    "Arithmetic",   "Attic",       "Ballast",
    "Barometer",  "Beehive",      "Bergamot",   "Bicycle",   "Cabinet",    "Cartographer", "Chimney",     "Compass",
    "Dandelion",  "Dovecote",     "Driftwood",  "Engine",    "Envelope",   "Escalator",    "Estuary",     "Ferryman",
    "Fiddlehead", "Flywheel",     "Foghorn",    "Gasworks",  "Glacier",    "Gramophone",   "Greenhouse",  "Harbour",
    "Haystack",   "Hedgehog",     "Hinge",      "Hourglass", "Icehouse",   "Inkwell",      "Isthmus",     "Jetty",
    "Jigsaw",     "Kaleidoscope", "Kelp",       "Kestrel",   "Kettle",     "Kiosk",        "Ladder",      "Lantern",
    "Lichen",     "Lighthouse",   "Limestone",  "Loom",      "Marmalade",  "Marrow",       "Meridian",    "Metronome",
    "Mole",       "Moth",         "Nettle",     "Newt",      "Notebook",   "Nutmeg",       "Observatory", "Oilskin",
    "Orchard",    "Owl",          "Oyster",     "Paperclip", "Parsnip",    "Pendulum",     "Puddle",      "Pylon",
    "Quarry",     "Quartz",       "Quill",      "Radiator",  "Raincoat",   "Reservoir",    "Rhubarb",     "Saltmarsh",
    "Semaphore",  "Sextant",      "Spindle",    "Teaspoon",  "Thimble",    "Thistle",      "Tide",        "Tortoise",
    "Tramline",   "Turnstile",    "Typewriter", "Umbrella",  "Undertow",   "Veranda",      "Viaduct",     "Vinegar",
    "Walnut",     "Waterwheel",   "Weather",    "Wicker",    "Windowsill", "Xylophone",    "Yardstick",   "Zeppelin"};

inline constexpr std::string_view tails[] = {
    "Year",     "Hymn",      "Radio",     "Song",      "Waltz",         "Theory",  "Season",    "Department",
    "Parade",   "Protocol",  "Lullaby",   "Problem",   "Society",       "Machine", "Postcard",  "Street",
    "Manual",   "Rehearsal", "Timetable", "Inventory", "Standard Time", "Fever",   "Committee", "Signal",
    "Question", "Holiday",   "Footnotes", "Museum",    "Referendum",    "Algebra"};

inline constexpr std::string_view vehicles[] = {
    "Ferry",  "Night Bus", "Postcard", "Ladder", "Last Tram", "Rowing Boat", "Return Ticket", "Footpath",
    "Detour", "Parcel",    "Telegram", "Tunnel", "Tandem",    "Cable Car",   "Wrong Turning", "Canal"};

inline constexpr std::string_view places[] = {"Nowhere",           "Tuesday",
                                              "the Reservoir",     "Ottermouth",
                                              "Umberfield",        "Nettlecombe",
                                              "Low Pylon",         "Quarry End",
                                              "Marrowgate",        "Saltholm",
                                              "Thimble Hill",      "Gasworks Lane",
                                              "Platform Zero",     "the Lost Property Office",
                                              "Half Past Nine",    "the Wrong Island",
                                              "Bergamot Street",   "Moss Junction",
                                              "Upper Kettle",      "the Far Allotment",
                                              "Tin Valley",        "Elderwick",
                                              "Foghorn Point",     "the Spare Room",
                                              "Little Isthmus",    "Yardstick Bay",
                                              "the Other Harbour", "Slate Crossing"};

/// Before a noun; those that end in "a" take "an" before a vowel.
inline constexpr std::string_view quantities[] = {
    "Half a",   "Not Quite a",   "Instead of a", "Ode to a",   "Letter from a",   "The Wrong",  "My Other",
    "Nobody's", "Grandmother's", "Every Last",   "Goodnight,", "The Neighbour's", "Notes on a", "Two Thirds of a"};

inline constexpr std::string_view firstNames[] = {
    "Ivo", "Olo",    "Mirel",  "Quill", "Bexa",  "Orrin",  "Juna",    "Tobble", "Zindra", "Marn",
    "Osk", "Rilla",  "Saffo",  "Ulma",  "Vesk",  "Yarrow", "Brindle", "Corvin", "Dotty",  "Elspin",
    "Fig", "Gantry", "Hesper", "Iska",  "Jorun", "Kettly", "Lumo",    "Nim",    "Pim",    "Tansy"};

inline constexpr std::string_view lastNames[] = {
    "Lantern",    "Bergamot",  "Nettle",     "Kettlewick", "Umber",     "Quartzby",    "Marrow",    "Thimble",
    "Saltmarsh",  "Pylon",     "Orchardsen", "Mossgrave",  "Tidewell",  "Inkpen",      "Hollowell", "Windlass",
    "Foghorn",    "Fennel",    "Gravelly",   "Lopside",    "Oddfellow", "Puddlestone", "Rookery",   "Slate",
    "Teaspoon",   "Undertow",  "Vane",       "Wicker",     "Yardarm",   "Zephyrson",   "Applecart", "Brackish",
    "Candlewick", "Driftwood", "Eiderdown",  "Flintlock",  "Gasworth",  "Hatbox",      "Isthmus",   "Jampot"};

inline constexpr std::string_view plurals[] = {
    "Clocks",    "Lanterns",   "Kettles",       "Moths",    "Anvils",     "Pylons",     "Umbrellas",      "Teaspoons",
    "Otters",    "Barometers", "Turnips",       "Ladders",  "Aunts",      "Librarians", "Meteorologists", "Postmen",
    "Radiators", "Thimbles",   "Cartographers", "Parsnips", "Semaphores", "Escalators", "Newts",          "Ferrymen"};

inline constexpr std::string_view ensembles[] = {"Yard",     "Radio",    "Nine",    "Aunt",     "Orchestra", "Trio",
                                                 "Sound",    "Brothers", "Cousins", "Ensemble", "Union",     "Quartet",
                                                 "Exchange", "Works",    "Choir",   "Pilots"};

inline constexpr std::string_view scenes[] = {
    "Tape Hiss",      "Attic",         "Low Tide",      "Late Tram",      "Glasshouse",    "Paper Lantern",
    "Copper Wire",    "Postcard",      "Kitchen Floor", "Northbound",     "Slow River",    "Winter Bicycle",
    "Night Bus",      "Back Garden",   "Corner Shop",   "Rainy Platform", "Spare Room",    "Fire Escape",
    "Long Corridor",  "Empty Pool",    "Second Coffee", "Car Park",       "Washing Line",  "Fog Signal",
    "Power Cut",      "Bus Shelter",   "Borrowed Van",  "Cold Toast",     "Warm Radiator", "Torchlight",
    "Roof Tar",       "Windowsill",    "Sunday Oven",   "Moth Light",     "Last Ferry",    "Library Basement",
    "Snow Day",       "Salt Air",      "Red Kettle",    "Bright Field",   "Laundrette",    "Half Asleep",
    "Broken Lift",    "Lost Umbrella", "Early Milk",    "Pylon Hum",      "Tunnel Echo",   "Wet Pavement",
    "Dry Stone",      "Lighthouse",    "Orchard",       "Allotment",      "Ferry Deck",    "Night Shift",
    "Ginger Biscuit", "Cellar",        "Rooftop",       "Harbour Wall",   "Nine Volt",     "Moss & Marble",
    "Velvet Rope",    "Paper Round",   "Tin Roof",      "Ice Rink",       "Lock Keeper",   "Service Station",
    "Marble Stair",   "Reading Room"};

inline constexpr std::string_view genres[] = {
    "Dub",       "Synths",    "Motorik",  "Bossa",      "Jazz",      "Disco",   "Garage",     "Country",
    "Folk",      "Ambient",   "Techno",   "Soul",       "Choirs",    "Brass",   "Drone",      "Shanties",
    "Lullabies", "Polka",     "Ska",      "Surf",       "Chiptunes", "Fado",    "Waltzes",    "Breakbeats",
    "House",     "Gospel",    "Strings",  "Piano",      "Blues",     "Cumbia",  "Highlife",   "Tango",
    "Funk",      "Metal",     "Punk",     "Grunge",     "Shoegaze",  "Electro", "Marches",    "Harps",
    "Bluegrass", "Madrigals", "Trip Hop", "Accordions", "Marimbas",  "Organs",  "Rockabilly", "Chamber Pop"};

inline constexpr std::string_view weekdays[] = {"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                                "Fridays", "Saturdays", "Sundays"};

inline constexpr std::string_view activities[] = {
    "Washing Up",    "Long Division",       "Repotting",      "Bread",          "Slow Trains", "Filing",
    "Night Owls",    "Cartographers",       "Ironing",        "Small Kitchens", "Crosswords",  "Wet Walks",
    "Late Homework", "Letter Writing",      "Bicycle Repair", "Bird Watching",  "Staying In",  "Finding Keys",
    "Two",           "Nobody in Particular"};

inline constexpr std::string_view times[] = {"at Dusk",      "at Noon",       "After Midnight",  "Before Breakfast",
                                             "in the Rain",  "by the Canal",  "Under Snow",      "at Low Volume",
                                             "in February",  "on the Stairs", "at Closing Time", "Between Stops",
                                             "in the Attic", "by Torchlight"};

} // namespace tastescope::words
