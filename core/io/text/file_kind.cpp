#include "core/io/text/file_kind.h"

#include <array>

namespace tastescope {

namespace {

using namespace std::string_view_literals;

struct Kind
{
    std::string_view magic;
    std::string_view what;
    std::string_view advice;
};

constexpr std::string_view unpack = "unpack it first and choose the files inside";
constexpr std::string_view exportText = "export the table as CSV and choose that";
constexpr std::string_view choose = "choose the file with the ratings";

// Longer beginnings stand before the shorter ones they contain.
constexpr std::array kinds{
    Kind{"PAR1"sv, "a Parquet file",
         "convert it to CSV first, for instance: python3 -c \"import pandas; "
         "pandas.read_parquet('FILE.parquet').to_csv('FILE.csv', index=False)\""},
    Kind{"ARROW1"sv, "an Arrow (Feather) file", "convert it to CSV first, for instance with pandas.read_feather"},
    Kind{"TASTE\r\n\x1A"sv, "a Tastescope dataset", "open it as it is, it needs no import"},
    Kind{"PK\x03\x04"sv, "a zip archive (or a spreadsheet, or a PyTorch checkpoint)", unpack},
    Kind{"PK\x05\x06"sv, "an empty zip archive", choose},
    Kind{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", unpack},
    Kind{"Rar!\x1A\x07"sv, "a RAR archive", unpack},
    Kind{"BZh"sv, "a bzip2 file", "unpack it first with bunzip2; .gz is read directly"},
    Kind{"\xFD"
         "7zXZ"sv,
         "an xz file", "unpack it first with unxz; .gz is read directly"},
    Kind{"\x28\xB5\x2F\xFD"sv, "a Zstandard file", "unpack it first with unzstd; .gz is read directly"},
    Kind{"\x1F\x8B"sv, "a gzip file inside a gzip file", "unpack it once"},
    Kind{"\x89PNG\r\n\x1A\n"sv, "a PNG picture", choose},
    Kind{"\xFF\xD8\xFF"sv, "a JPEG picture", choose},
    Kind{"GIF8"sv, "a GIF picture", choose},
    Kind{"%PDF"sv, "a PDF document", choose},
    Kind{"\x89HDF\r\n\x1A\n"sv, "an HDF5 file", exportText},
    Kind{"\x93NUMPY"sv, "a NumPy array", "write it as text first, for instance with numpy.savetxt"},
    Kind{"SQLite format 3\0"sv, "an SQLite database", exportText},
    Kind{"\xD0\xCF\x11\xE0"sv, "an old Excel or Word file", exportText},
    Kind{"\x7F"
         "ELF"sv,
         "a program", choose},
    Kind{"\xFF\xFE\0\0"sv, "UTF-32 text", "save it as UTF-8"},
    Kind{"\0\0\xFE\xFF"sv, "UTF-32 text", "save it as UTF-8"},
    Kind{"\xFF\xFE"sv, "UTF-16 text", "save it as UTF-8 (\"Unicode\" in a spreadsheet's dialog often means UTF-16)"},
    Kind{"\xFE\xFF"sv, "UTF-16 text", "save it as UTF-8 (\"Unicode\" in a spreadsheet's dialog often means UTF-16)"},
};

} // namespace

std::optional<std::string> foreignKind(std::string_view head)
{
    for (const Kind& kind : kinds)
        if (head.starts_with(kind.magic))
            return "this is " + std::string(kind.what) + ", expected a text table: " + std::string(kind.advice) + ".";
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (head[first] == '{' || head[first] == '['))
        return "this looks like JSON, expected a text table: write it as CSV first.";
    if (head.starts_with("<?xml") || head.starts_with("<!DOCTYPE") || head.starts_with("<html"))
        return "this is a web page or XML, expected a text table: the download probably failed, fetch it again.";
    return std::nullopt;
}

} // namespace tastescope
