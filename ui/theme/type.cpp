#include "ui/theme/type.h"

#include "ui/theme/appearance.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QFontMetrics>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

struct TypeRow
{
    TypeRole role;
    double points;
    QFont::Weight weight;
    int line;
};

constexpr std::array typeTable{
    TypeRow{TypeRole::Axis, 8.25, QFont::Normal, 14},     TypeRow{TypeRole::Header, 8.25, QFont::Medium, 14},
    TypeRow{TypeRole::Table, 9, QFont::Normal, 16},       TypeRow{TypeRole::TableStrong, 9, QFont::Medium, 16},
    TypeRow{TypeRole::Body, 9.75, QFont::Normal, 18},     TypeRow{TypeRole::Button, 9.75, QFont::Medium, 18},
    TypeRow{TypeRole::Title, 9.75, QFont::DemiBold, 18},  TypeRow{TypeRole::Card, 12, QFont::DemiBold, 22},
    TypeRow{TypeRole::Number, 13.5, QFont::DemiBold, 24}, TypeRow{TypeRole::Count, 15, QFont::DemiBold, 26},
    TypeRow{TypeRole::Display, 18, QFont::DemiBold, 30},  TypeRow{TypeRole::Mono, 8.25, QFont::Normal, 16},
};

const TypeRow& row(TypeRole role)
{
    const TypeRow& found = typeTable[static_cast<std::size_t>(role)];
    Q_ASSERT(found.role == role);
    return found;
}

} // namespace

bool loadFonts()
{
    static const bool loaded = [] {
        bool any = false;
        for (QDirIterator files(QStringLiteral(":/fonts"), {QStringLiteral("*.otf")}); files.hasNext();)
            any = QFontDatabase::addApplicationFont(files.next()) >= 0 || any;
        return any;
    }();
    return loaded;
}

QFont font(TypeRole role)
{
    const TypeRow& wanted = row(role);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (role == TypeRole::Mono)
        font.setFamilies(
            {QStringLiteral("JetBrains Mono"), QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    else if (loadFonts())
        font.setFamilies({QStringLiteral("Tastescope Sans"), font.family()});
    font.setPointSizeF(wanted.points * currentAppearance().textPercent / 100);
    font.setWeight(wanted.weight);
    return font;
}

int textWidth(const QString& text, TypeRole role)
{
    return QFontMetrics(font(role)).horizontalAdvance(text);
}

int lineHeight(TypeRole role)
{
    return std::max(row(role).line * currentAppearance().textPercent / 100, QFontMetrics(font(role)).height());
}

int rowHeight(int pixels, TypeRole role)
{
    return std::max(pixels, QFontMetrics(font(role)).height() + 8);
}

} // namespace tastescope::ui
