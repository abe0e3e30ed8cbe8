#include "core/io/text/file_kind.h"

#include "core/io/text/json_line.h"

#include <algorithm>
#include <array>
#include <vector>

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
constexpr std::string_view pickle =
    "write the table as CSV first: python3 -c \"import pandas; pandas.read_pickle('FILE.pkl')"
    ".to_csv('FILE.csv', index=False)\"";
constexpr std::string_view once = "unpack it once";
constexpr std::string_view choose = "choose the file with the ratings";

// Longer beginnings stand before the shorter ones they contain. What can be converted names the line that does it.
constexpr std::array kinds{
    Kind{"PAR1"sv, "a Parquet file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_parquet('FILE.parquet')"
         ".to_csv('FILE.csv', index=False)\", or duckdb -c \"COPY 'FILE.parquet' TO 'FILE.csv'\""},
    Kind{"ARROW1"sv, "an Arrow (Feather) file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_feather('FILE.feather')"
         ".to_csv('FILE.csv', index=False)\""},
    Kind{"FEA1"sv, "a Feather file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_feather('FILE.feather')"
         ".to_csv('FILE.csv', index=False)\""},
    Kind{"ORC"sv, "an ORC file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_orc('FILE.orc')"
         ".to_csv('FILE.csv', index=False)\""},
    Kind{"TASTE\r\n\x1A"sv, "a Tastescope dataset", "open it as it is, it needs no import"},
    Kind{"PK\x05\x06"sv, "an empty zip archive", choose},
    Kind{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", unpack},
    Kind{"Rar!\x1A\x07"sv, "a RAR archive", unpack},
    Kind{"BZh"sv, "a bzip2 file inside a packed file", once},
    Kind{"\xFD"
         "7zXZ"sv,
         "an xz file inside a packed file", once},
    Kind{"\x28\xB5\x2F\xFD"sv, "a Zstandard file inside a packed file", once},
    Kind{"\x1F\x8B"sv, "a gzip file inside a packed file", once},
    Kind{"\x89PNG\r\n\x1A\n"sv, "a PNG picture", choose},
    Kind{"\xFF\xD8\xFF"sv, "a JPEG picture", choose},
    Kind{"GIF8"sv, "a GIF picture", choose},
    Kind{"%PDF"sv, "a PDF document", choose},
    Kind{"\x89HDF\r\n\x1A\n"sv, "an HDF5 file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_hdf('FILE.h5')"
         ".to_csv('FILE.csv', index=False)\""},
    Kind{"\x93NUMPY"sv, "a NumPy array",
         "write it as text first: python3 -c \"import numpy; numpy.savetxt('FILE.tsv', numpy.load('FILE.npy'), '%g', "
         "'\\t')\""},
    Kind{"SQLite format 3\0"sv, "an SQLite database",
         "export the table as CSV first: sqlite3 -header -csv FILE.db \"SELECT * FROM ratings\" > FILE.csv"},
    Kind{"\xD0\xCF\x11\xE0"sv, "an old Excel or Word file",
         "convert it to CSV first: python3 -c \"import pandas; pandas.read_excel('FILE.xls')"
         ".to_csv('FILE.csv', index=False)\""},
    Kind{"RDX"sv, "a file of R",
         "write the table as CSV first: Rscript -e \"load('FILE.RData'); write.csv(ratings, "
         "'FILE.csv', row.names = FALSE)\""},
    Kind{"X\n\0\0\0"sv, "a file of R",
         "write the table as CSV first: Rscript -e \"write.csv(readRDS('FILE.rds'), "
         "'FILE.csv', row.names = FALSE)\""},
    Kind{"\x80\x02"sv, "a pickle of Python", pickle},
    Kind{"\x80\x03"sv, "a pickle of Python", pickle},
    Kind{"\x80\x04"sv, "a pickle of Python", pickle},
    Kind{"\x80\x05"sv, "a pickle of Python", pickle},
    Kind{"\x7F"
         "ELF"sv,
         "a program", choose},
    Kind{"\xFF\xFE\0\0"sv, "UTF-32 text", "save it as UTF-8"},
    Kind{"\0\0\xFE\xFF"sv, "UTF-32 text", "save it as UTF-8"},
};

/// The first whole lines.
std::vector<std::string> linesOf(std::string_view head)
{
    constexpr std::size_t most = 5;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < head.size() && lines.size() < most;) {
        const std::size_t end = std::min(head.find_first_of("\r\n", at), head.size());
        if (end > at && (end < head.size() || lines.empty()))
            lines.emplace_back(head.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// A zip archive by its first file: many programs pack what they save so.
Kind zipKind(std::string_view head)
{
    constexpr std::size_t nameAt = 30;
    const std::string_view name = head.size() > nameAt ? head.substr(nameAt, 64) : std::string_view();
    if (name.starts_with("[Content_Types].xml") || name.starts_with("_rels/") || name.starts_with("xl/"))
        return {{},
                "an Excel file",
                "convert it to CSV first: python3 -c \"import pandas; pandas.read_excel('FILE.xlsx')"
                ".to_csv('FILE.csv', index=False)\""};
    if (name.find(".npy") != std::string_view::npos)
        return {{},
                "an archive of NumPy arrays (.npz)",
                "write it as text first, a matrix of SciPy by: python3 -c \"import numpy, scipy.sparse; m = "
                "scipy.sparse.load_npz('FILE.npz').tocoo(); numpy.savetxt('FILE.tsv', numpy.c_[m.row, m.col, m.data], "
                "'%g', '\\t')\""};
    return {{}, "a zip archive (or a spreadsheet, or a PyTorch checkpoint)", unpack};
}

} // namespace

std::optional<std::string> foreignKind(std::string_view head)
{
    const auto text = [](const Kind& kind) {
        return "this is " + std::string(kind.what) + ", expected a text table: " + std::string(kind.advice) + ".";
    };
    if (head.starts_with("PK\x03\x04"))
        return text(zipKind(head));
    for (const Kind& kind : kinds)
        if (head.starts_with(kind.magic))
            return text(kind);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (head[first] == '{' || head[first] == '[') && !areJsonLines(linesOf(head)))
        return "this looks like JSON, expected one object a line: write it so first, an array by jq -c '.[]' FILE.json "
               "> FILE.jsonl, what Python has printed by python3 -c \"import ast, json, sys; [print(json.dumps("
               "ast.literal_eval(line))) for line in sys.stdin]\" < FILE.json > FILE.jsonl.";
    if (head.starts_with("<?xml") || head.starts_with("<!DOCTYPE") || head.starts_with("<html"))
        return "this is a web page or XML, expected a text table: the download probably failed, fetch it again.";
    return std::nullopt;
}

} // namespace tastescope
