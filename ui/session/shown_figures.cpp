#include "ui/session/shown_figures.h"

#include <QObject>
#include <QVariant>

namespace tastescope::ui {

namespace {

constexpr const char* figuresProperty = "shownFigures";

} // namespace

QString figure::ofUser(const QString& user, const QString& what)
{
    return QStringLiteral("user %1: %2").arg(user, what);
}

QString figure::ofRun(const QString& run, const std::string& metric)
{
    return QStringLiteral("%1: %2").arg(run, QString::fromStdString(metric));
}

QString figure::ofRuns(const QString& first, const QString& second, const std::string& metric)
{
    return QStringLiteral("%1 minus %2: %3").arg(first, second, QString::fromStdString(metric));
}

QString figure::healthCount(const std::string& row)
{
    if (row == "cold-users")
        return coldUsers;
    if (row == "users-without-neighbours")
        return usersWithoutNeighbour;
    return QStringLiteral("health: ") + QString::fromStdString(row);
}

void showFigures(QObject* shower, const std::vector<ShownFigure>& figures)
{
    QVariantList kept;
    for (const ShownFigure& shown : figures)
        kept << QVariant(QVariantList{shown.name, shown.value});
    shower->setProperty(figuresProperty, kept);
}

std::vector<ShownFigure> shownFigures(const QObject* shower)
{
    std::vector<ShownFigure> figures;
    for (const QVariant& kept : shower->property(figuresProperty).toList()) {
        const QVariantList pair = kept.toList();
        figures.push_back({pair.value(0).toString(), pair.value(1).toDouble()});
    }
    return figures;
}

} // namespace tastescope::ui
