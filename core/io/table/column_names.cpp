#include "core/io/table/column_names.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tastescope {

namespace {

struct KnownNames
{
    ColumnRole role;
    int strength;
    std::string_view names; ///< each between spaces
};

// Taken from the headers of public data sets, and the words of some languages for the same things.
constexpr std::array known{
    KnownNames{
        ColumnRole::User, 2,
        " user users uid username useremail email emailaddress mail usersha userhash listener reader reviewer customer "
        "member account "
        "visitor person player profile client subscriber viewer buyer steamid "
        "nutzer benutzer anwender kunde leser spieler utilisateur client usuario utente cliente gebruiker klant "
        "klient użytkownik kullanıcı användare bruger bruker käyttäjä uživatel pengguna felhasználó χρήστης користувач "
        "пользователь пользователи 用户 使用者 顧客 客户 会员 ユーザー ユーザ 사용자 회원 "},
    KnownNames{ColumnRole::User, 1,
               " u session who cookie device patron fan author ip ipaddress visitor nickname nick login handle "},
    KnownNames{ColumnRole::Item, 2,
               " item items iid movie film bookmark artist album track song book isbn product asin game playlist anime "
               "business "
               "recipe video article place app appid venue poi location restaurant podcast episode beer joke news sku "
               "stockcode service course hotel show venueid artikel buch lied spiel produkt werk künstler kuenstler "
               "livre produit jeu chanson artiste objet pelicula película libro producto juego canción cancion "
               "artículo prodotto libro canzone gioco boek produkt film książka фильм товар книга предмет ürün položka "
               "elokuva vara ταινία προϊόν товари фільм "
               "barang termék "
               "物品 电影 電影 商品 项目 歌曲 书籍 图书 影片 游戏 映画 アイテム 本 曲 아이템 영화 상품 도서 "},
    KnownNames{ColumnRole::Item, 1, " i parentasin mbid content object target thing url link page tag "},
    KnownNames{ColumnRole::Rating, 2,
               " rating ratings score stars star overall preference strength "
               "rate bewertung note wertung punkte sterne évaluation evaluation puntuación puntuacion calificación "
               "calificacion valoración valoracion voto valutazione beoordeling waardering ocena оценка рейтинг puan "
               "betyg bedømmelse vurdering arvosana hodnocení értékelés βαθμολογία оцінка "
               "评分 評分 打分 分数 得分 评价 評価 点数 평점 점수 별점 "},
    KnownNames{ColumnRole::Rating, 1,
               " r value val wert liked label target clicked recommended recommend upvote upvoted thumbs grade grades "
               "mark marks points "},
    KnownNames{ColumnRole::Weight, 2, " weight plays playcount listens listencount scrobbles "},
    KnownNames{
        ColumnRole::Weight, 1,
        " count quantity qty amount clicks views hours playtime playtimeforever frequency freq times visits purchases "
        "anzahl menge nombre cantidad quantité quantite количество 次数 数量 回数 "},
    KnownNames{
        ColumnRole::Time, 2,
        " time timestamp ts date datetime unixtime unixreviewtime createdat ratedat playedat listenedat reviewtime "
        "when day invoicedate eventtime checkintime zeit datum zeitstempel zeitpunkt uhrzeit temps horodatage "
        "fecha hora tiempo tempo data tijd czas время дата zaman tarih tid aika čas waktu idő χρόνος ημερομηνία час "
        "时间 時間 日期 时间戳 時刻 日時 タイムスタンプ "
        "시간 날짜 "},
    KnownNames{ColumnRole::Kind, 2,
               " event eventtype action actiontype behavior behaviour behaviortype behaviourtype interaction "
               "interactiontype 行为 行为类型 "},
    KnownNames{ColumnRole::Title, 2,
               " title itemtitle itemname movietitle artistname albumtitle albumname tracktitle trackname songtitle "
               "booktitle producttitle productname titel titre título titulo titolo tytuł название 标题 片名 书名 "
               "タイトル 제목 "},
    KnownNames{ColumnRole::Title, 1, " name artname traname description names bezeichnung nom nombre nome 名称 名字 "},
    KnownNames{ColumnRole::Detail, 2,
               " genres genre artists authors category categories maker brand kategorie "
               "catégorie categoría 类型 类别 ジャンル 장르 "}};

constexpr std::string_view idWords = " id ids idx index key no nr num number code hash sha sha1 uuid guid token mbid "
                                     "encoded asin num nummer numéro numero ид 编号 号 ";
constexpr std::string_view otherNames =
    " order orders pos position rank channel basket invoice invoiceno transaction transactionid cart unnamed "
    "row rownames rowname rownum "
    "rownumber "
    "index idx line no nr record lat latitude lon lng long longitude verified evalset month year age gender zip "
    "zipcode "
    "country city price unitprice helpful vote votes summary review reviewtext text comment breitengrad längengrad "
    "aisle department ";
constexpr std::string_view placeNames = " lat latitude lon lng long longitude breitengrad längengrad ";

bool isIn(std::string_view list, std::string_view word)
{
    return !word.empty() && list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

NameSays lookUp(std::string_view word)
{
    if (!word.empty())
        for (const KnownNames& each : known)
            if (isIn(each.names, word))
                return {each.role, each.strength};
    return {};
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || isUpper(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Ā, Č, Ž: letters of U+0100 to U+017F stand by twos, the capital first; where that is an even and where an odd number
/// changes twice.
bool isCapitalOfTwo(unsigned char lead, unsigned char next)
{
    if (lead != 0xC4 && lead != 0xC5)
        return false;
    const unsigned int letter = (lead & 0x1FU) << 6U | (next & 0x3FU);
    const bool isOddFirst = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
    return letter >= 0x100 && letter < 0x17F && letter != 0x138 && (letter % 2 == 1) == isOddFirst;
}

/// The small letters of Latin, Greek and Cyrillic names; ASCII stays as it is, for its capitals part words.
std::string lowerBeyondAscii(std::string_view name)
{
    std::string lower(name);
    for (std::size_t i = 0; i + 1 < lower.size(); ++i) {
        const auto lead = static_cast<unsigned char>(lower[i]);
        const auto next = static_cast<unsigned char>(lower[i + 1]);
        const auto set = [&](unsigned int newLead, unsigned int newNext) {
            lower[i] = static_cast<char>(newLead);
            lower[i + 1] = static_cast<char>(newNext);
        };
        if (lead == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) // À to Þ
            set(lead, next + 0x20U);
        else if (isCapitalOfTwo(lead, next))
            set(lead, next + 1U);
        else if (lead == 0xCE && next >= 0x91 && next <= 0x9F) // Α to Ο
            set(lead, next + 0x20U);
        else if (lead == 0xCE && next >= 0xA0 && next <= 0xA9) // Π to Ω
            set(0xCF, next - 0x20U);
        else if (lead == 0xD0 && next >= 0x90 && next <= 0x9F) // А to П
            set(lead, next + 0x20U);
        else if (lead == 0xD0 && next >= 0xA0 && next <= 0xAF) // Р to Я
            set(0xD1, next - 0x20U);
        i += lead >= 0xC0 ? 1 : 0;
    }
    return lower;
}

/// "unixReviewTime" -> unix, review, time; "Book-Rating" -> book, rating; "uid2" -> uid.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool isHump = isUpper(name[i]) && i > 0 && !isUpper(name[i - 1]);
        if ((!isLetter(name[i]) || isHump) && !words.back().empty())
            words.emplace_back();
        if (isLetter(name[i]))
            words.back() += isUpper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
    std::erase(words, std::string());
    return words;
}

/// A word of which all or the beginning is known: "user", "userid", "bookrating".
NameSays readWord(std::string_view word)
{
    if (const NameSays whole = lookUp(word); whole.strength > 0)
        return whole;
    for (std::size_t cut = 2; cut < word.size(); ++cut) {
        const NameSays begin = lookUp(word.substr(0, cut));
        if (begin.strength < 2)
            continue;
        if (isIn(idWords, word.substr(cut)))
            return begin;
        if (const NameSays end = lookUp(word.substr(cut)); end.strength > 0)
            return end.role == ColumnRole::Title && begin.role == ColumnRole::User ? begin : NameSays{end.role, 2};
    }
    return {};
}

} // namespace

std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : lowerBeyondAscii(name.substr(0, name.find(':'))))
        if (isLetter(c) || (c >= '0' && c <= '9'))
            plain += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
}

NameSays readName(std::string_view name)
{
    const std::string_view typeless = name.substr(0, name.find(':'));
    const std::string plain = plainName(typeless);
    if (plain.empty())
        return {};
    if (isIn(placeNames, plain))
        return {.isOther = true, .isLatitude = true};
    if (const NameSays whole = readWord(plain); whole.strength > 0)
        return whole;
    std::vector<std::string> words = wordsOf(lowerBeyondAscii(typeless));
    if (words.size() > 1 && isIn(idWords, words.back()))
        words.pop_back();
    if (words.size() > 1 && isIn(idWords, words.front()))
        words.erase(words.begin());
    if (words.empty())
        return {};
    if (isIn(otherNames, plain) || isIn(otherNames, words.back()))
        return {.isOther = true};
    NameSays head = readWord(words.back());
    const NameSays front = readWord(words.front());
    if (head.role == ColumnRole::Title && front.role == ColumnRole::User)
        return front; // the user's name, no title
    if (head.role == ColumnRole::Title && front.role == ColumnRole::Item)
        return {ColumnRole::Title, 2};
    if (head.strength > 0 || words.size() == 1) {
        head.isNumbering = head.strength == 0 && (plain.ends_with("id") || plain.ends_with("code"));
        return head;
    }
    if (isIn(otherNames, words.front()))
        return {.isOther = true};
    if (front.strength > 0)
        return {front.role, 1};
    head.isNumbering = plain.ends_with("id") || plain.ends_with("key") || plain.ends_with("code");
    return head;
}

ColumnRole roleOfName(std::string_view name)
{
    const NameSays says = readName(name);
    return says.strength > 0 ? says.role : ColumnRole::Ignored;
}

} // namespace tastescope
