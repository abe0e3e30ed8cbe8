#include "core/io/table/column_names.h"

#include <array>

namespace tastescope {

namespace {

struct KnownNames
{
    ColumnRole role;
    std::string_view names; ///< each between spaces
};

// Taken from the headers of public data sets.
constexpr std::array known{
    KnownNames{ColumnRole::User, " user userid uid username useremail listener listenerid reader readerid reviewer "
                                 "reviewerid customer customerid member memberid account accountid visitor visitorid "
                                 "person personid player playerid profile profileid session sessionid "},
    KnownNames{ColumnRole::Item,
               " item itemid iid movie movieid film filmid artist artistid album albumid track trackid "
               "song songid book bookid isbn product productid asin parentasin game gameid playlist "
               "playlistid anime animeid business businessid recipe recipeid video videoid article "
               "articleid place placeid "},
    KnownNames{ColumnRole::Rating, " rating ratings score stars star weight plays playcount count listens listencount "
                                   "value overall preference strength bookrating userrating "},
    KnownNames{ColumnRole::Time, " time timestamp ts date datetime unixtime unixreviewtime createdat ratedat playedat "
                                 "listenedat reviewtime when "},
    KnownNames{ColumnRole::Title,
               " title name itemtitle itemname movietitle artistname albumtitle albumname tracktitle "
               "trackname songtitle booktitle producttitle "},
    KnownNames{ColumnRole::Detail, " genres genre artists author authors category categories maker "}};

} // namespace

std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name.substr(0, name.find(':'))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
        else if (c >= 'A' && c <= 'Z')
            plain += static_cast<char>(c - 'A' + 'a');
    }
    return plain;
}

ColumnRole roleOfName(std::string_view name)
{
    const std::string plain = plainName(name);
    if (!plain.empty())
        for (const KnownNames& each : known)
            if (each.names.find(" " + plain + " ") != std::string_view::npos)
                return each.role;
    return ColumnRole::Ignored;
}

} // namespace tastescope
