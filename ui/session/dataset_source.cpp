#include "ui/session/dataset_source.h"

#include "ui/session/names.h"

#include <QFileInfo>

#include <algorithm>

namespace tastescope::ui {

namespace {

/// What older versions called an option: "minRating" 3.5, "skipBadRows" true, "roles" by number.
std::optional<std::string> oldWord(const QVariantMap& map, const std::string& name)
{
    const auto value = [&](const char* key) { return map.value(QLatin1String(key)); };
    if (name == "min_rating" && map.contains(QStringLiteral("minRating")))
        return toText(OptionValue(value("minRating").toDouble()));
    if (name == "skip_bad_rows" && map.contains(QStringLiteral("skipBadRows")))
        return value("skipBadRows").toBool() ? "yes" : "no";
    if (name != "columns" || !map.contains(QStringLiteral("roles")))
        return std::nullopt;
    std::string names;
    const std::vector<std::string> roles = allNames<ColumnRole>();
    for (const QVariant& role : value("roles").toList())
        names += (names.empty() ? "" : ",")
                 + roles.at(static_cast<std::size_t>(std::clamp(role.toInt(), 0, static_cast<int>(roles.size()) - 1)));
    return names;
}

std::string wordOf(const QVariant& value)
{
    if (value.typeId() == QMetaType::Bool) // as older versions kept the header
        return value.toBool() ? "yes" : "no";
    return value.toString().toStdString();
}

} // namespace

QString DatasetSource::name() const
{
    if (isEmpty() || isPreset())
        return paths.value(0);
    const QString first = paths.front();
    const QFileInfo file(first.endsWith(QLatin1Char('/')) ? first.chopped(1) : first);
    return shownName(file.fileName().toStdString());
}

QVariantMap toVariantMap(const ImportOptions& options)
{
    QVariantMap map;
    for (const OptionSetting& setting : settingsOf(importFields(), options))
        map[QString::fromStdString(setting.name)] = QString::fromStdString(toText(setting.value));
    return map;
}

ImportOptions importOptionsFrom(const QVariantMap& map)
{
    ImportOptions options;
    for (const OptionField<ImportOptions>& field : importFields()) {
        const QVariant kept = map.value(QString::fromStdString(field.info.name));
        const auto word = kept.isValid() ? wordOf(kept) : oldWord(map, field.info.name);
        try {
            if (word)
                setOptionFromText(importFields(), options, field.info.name, *word);
        } catch (const Error&) { // what is not understood keeps its default
        }
    }
    return options;
}

} // namespace tastescope::ui
