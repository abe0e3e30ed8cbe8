#include "ui/theme/tokens.h"

#include "ui/theme/appearance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tastescope::ui {

namespace {

struct TokenRow
{
    Token token;
    const char* name;
    QRgb light;
    QRgb dark;
};

constexpr QRgb opaque(QRgb rgb)
{
    return 0xFF000000U | rgb;
}

constexpr QRgb sheer(QRgb rgb, QRgb percent)
{
    return (percent * 255U + 50U) / 100U << 24U | rgb;
}

constexpr std::array tokensTable{
    TokenRow{Token::Window, "window", opaque(0xF5F6F7), opaque(0x171717)},
    TokenRow{Token::Base, "base", opaque(0xFFFFFF), opaque(0x1E1E1E)},
    TokenRow{Token::Raised, "raised", opaque(0xFFFFFF), opaque(0x282828)},
    TokenRow{Token::Field, "field", opaque(0xFFFFFF), opaque(0x242424)},
    TokenRow{Token::Hover, "hover", opaque(0xECEDF0), opaque(0x2E2E2E)},
    TokenRow{Token::Press, "press", opaque(0xE0E2E6), opaque(0x383838)},
    TokenRow{Token::Soft, "soft", opaque(0xE7EFFC), opaque(0x22304A)},
    TokenRow{Token::Line, "line", opaque(0xE1E3E7), opaque(0x313133)},
    TokenRow{Token::Control, "ctl", opaque(0xB9BDC5), opaque(0x4A4C50)},
    TokenRow{Token::Outline, "outline", opaque(0x858B95), opaque(0x7C7F85)},
    TokenRow{Token::Grid, "grid", opaque(0xEDEEF1), opaque(0x2A2A2B)},
    TokenRow{Token::Axis, "axis", opaque(0xB4B8BF), opaque(0x5A5C60)},
    TokenRow{Token::Text, "text", opaque(0x1A1C1F), opaque(0xE8E8EA)},
    TokenRow{Token::Text2, "text2", opaque(0x4B5058), opaque(0xB9BBC0)},
    TokenRow{Token::Text3, "text3", opaque(0x646972), opaque(0x9A9DA3)},
    TokenRow{Token::Off, "off", opaque(0xA3A7AE), opaque(0x66686C)},
    TokenRow{Token::Accent, "accent", opaque(0x1A5FD0), opaque(0x82B1FF)},
    TokenRow{Token::Fill, "fill", opaque(0x1A5FD0), opaque(0x2E6BD6)},
    TokenRow{Token::OnFill, "onfill", opaque(0xFFFFFF), opaque(0xFFFFFF)},
    TokenRow{Token::Band, "band", sheer(0x1A5FD0, 10), sheer(0x82B1FF, 14)},
    TokenRow{Token::Bar, "bar", opaque(0x8A9099), opaque(0x83868C)},
    TokenRow{Token::Bar2, "bar2", opaque(0xCDD1D6), opaque(0x48494D)},
    TokenRow{Token::Muted, "muted", opaque(0xC3C7CD), opaque(0x4E5054)},
    TokenRow{Token::Ok, "ok", opaque(0x1A7041), opaque(0x63CB8C)},
    TokenRow{Token::OkGround, "okground", opaque(0xE9F5EE), opaque(0x1B2E23)},
    TokenRow{Token::Warn, "warn", opaque(0x855300), opaque(0xE2B04A)},
    TokenRow{Token::WarnGround, "warnground", opaque(0xFCF3E0), opaque(0x332A18)},
    TokenRow{Token::Err, "err", opaque(0xBC2626), opaque(0xFF8A80)},
    TokenRow{Token::ErrGround, "errground", opaque(0xFCECEC), opaque(0x3A2221)},
};
static_assert(tokensTable.size() == tokenCount);

struct RunRow
{
    QRgb light;
    QRgb dark;
};

constexpr std::array<RunRow, runSlots> runTable{{
    {0x2F6094, 0x94B2E4},
    {0xD7681D, 0xDD9055},
    {0x30A093, 0x93FBEC},
    {0x4F0030, 0xBF397A},
    {0xA765EC, 0x8E5DE7},
    {0x534805, 0xF0DA1C},
}};

Scheme scheme = Scheme::Light;

const TokenRow& row(Token token)
{
    const TokenRow& found = tokensTable[static_cast<std::size_t>(token)];
    Q_ASSERT(found.token == token);
    return found;
}

/// With high contrast: what parts and frames is as strong as text.
Token strengthened(Token token)
{
    switch (token) {
    case Token::Control:
    case Token::Outline:
        return Token::Text2;
    case Token::Line:
    case Token::Axis:
        return Token::Text3;
    case Token::Text3:
        return Token::Text2;
    default:
        return token;
    }
}

double luminance(const QColor& colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Scheme currentScheme()
{
    return scheme;
}

void setCurrentScheme(Scheme wanted)
{
    scheme = wanted;
}

QColor colour(Token token)
{
    return colour(token, scheme);
}

QColor colour(Token token, Scheme wanted)
{
    if (currentAppearance().highContrast)
        token = strengthened(token);
    return QColor::fromRgba(wanted == Scheme::Light ? row(token).light : row(token).dark);
}

QString tokenName(Token token)
{
    return QString::fromLatin1(row(token).name);
}

std::optional<Token> tokenNamed(const QString& name)
{
    const auto found =
        std::find_if(tokensTable.begin(), tokensTable.end(), [&](const TokenRow& each) { return name == each.name; });
    return found == tokensTable.end() ? std::nullopt : std::optional(found->token);
}

QColor runColour(int slot)
{
    return runColour(slot, scheme);
}

QColor runColour(int slot, Scheme wanted)
{
    if (slot < 0 || slot >= runSlots)
        return colour(Token::Muted, wanted);
    const RunRow& found = runTable[static_cast<std::size_t>(slot)];
    return QColor::fromRgb(wanted == Scheme::Light ? found.light : found.dark);
}

std::span<const QRgb> sequentialRamp()
{
    static constexpr std::array<QRgb, 10> viridis{0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E,
                                                  0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725};
    return viridis;
}

double contrast(const QColor& one, const QColor& other)
{
    const std::pair<double, double> ordered = std::minmax({luminance(one), luminance(other)});
    return (ordered.second + 0.05) / (ordered.first + 0.05);
}

QColor inkOn(const QColor& ground)
{
    return contrast(Qt::white, ground) > contrast(Qt::black, ground) ? Qt::white : Qt::black;
}

} // namespace tastescope::ui
