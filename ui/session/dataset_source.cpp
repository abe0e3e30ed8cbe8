#include "ui/session/dataset_source.h"

#include <QFileInfo>

#include <algorithm>

namespace tastescope::ui {

namespace {

template<typename Names>
QString nameOf(const Names& names, std::size_t value)
{
    const std::string_view name = names[value];
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

template<typename Enum, typename Names>
Enum valueOf(const Names& names, const QVariant& name, Enum otherwise)
{
    const std::string wanted = name.toString().toStdString();
    const auto found = std::ranges::find(names, std::string_view(wanted));
    return found == names.end() ? otherwise : static_cast<Enum>(found - names.begin());
}

QVariantList toVariant(const std::vector<ColumnRole>& roles)
{
    QVariantList list;
    for (const ColumnRole role : roles)
        list << static_cast<int>(role);
    return list;
}

std::vector<ColumnRole> rolesFrom(const QVariantList& list)
{
    std::vector<ColumnRole> roles;
    for (const QVariant& role : list)
        roles.push_back(
            static_cast<ColumnRole>(std::clamp(role.toInt(), 0, static_cast<int>(columnRoleNames.size()) - 1)));
    return roles;
}

} // namespace

QString DatasetSource::name() const
{
    if (isEmpty() || isPreset())
        return paths.value(0);
    const QString first = paths.front();
    return QFileInfo(first.endsWith(QLatin1Char('/')) ? first.chopped(1) : first).fileName();
}

QVariantMap toVariantMap(const ImportOptions& options)
{
    QVariantMap map{
        {QStringLiteral("format"), QString::fromStdString(options.format)},
        {QStringLiteral("encoding"), nameOf(encodingNames, static_cast<std::size_t>(options.encoding))},
        {QStringLiteral("duplicates"), nameOf(duplicatesNames, static_cast<std::size_t>(options.duplicates))},
        {QStringLiteral("split"), nameOf(splitChoiceNames, static_cast<std::size_t>(options.split))},
        {QStringLiteral("seed"), QString::number(options.splitOptions.seed)},
        {QStringLiteral("skipBadRows"), options.skipBadRows}};
    if (options.minRating)
        map[QStringLiteral("minRating")] = *options.minRating;
    if (options.table.separator)
        map[QStringLiteral("separator")] = QString::fromStdString(*options.table.separator);
    if (options.table.header)
        map[QStringLiteral("header")] = *options.table.header;
    if (options.table.roles)
        map[QStringLiteral("roles")] = toVariant(*options.table.roles);
    return map;
}

ImportOptions importOptionsFrom(const QVariantMap& map)
{
    ImportOptions options;
    const auto has = [&map](const char* key) { return map.contains(QLatin1String(key)); };
    const auto value = [&map](const char* key) { return map.value(QLatin1String(key)); };
    if (has("format"))
        options.format = value("format").toString().toStdString();
    options.encoding = valueOf(encodingNames, value("encoding"), options.encoding);
    options.duplicates = valueOf(duplicatesNames, value("duplicates"), options.duplicates);
    options.split = valueOf(splitChoiceNames, value("split"), options.split);
    if (has("seed"))
        options.splitOptions.seed = value("seed").toULongLong();
    options.skipBadRows = value("skipBadRows").toBool();
    if (has("minRating"))
        options.minRating = value("minRating").toDouble();
    if (has("separator"))
        options.table.separator = value("separator").toString().toStdString();
    if (has("header"))
        options.table.header = value("header").toBool();
    if (has("roles"))
        options.table.roles = rolesFrom(value("roles").toList());
    return options;
}

} // namespace tastescope::ui
