#include "ui/pages/data/provenance_panel.h"

#include "core/data/describe.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace tastescope::ui {

namespace {

QString sourcesOf(const Provenance& provenance)
{
    if (provenance.sources.empty())
        return ProvenancePanel::tr("made by the generator, nothing was read");
    const QString first = QFileInfo(shownName(provenance.sources.front().path)).fileName();
    const auto others = static_cast<std::int64_t>(provenance.sources.size()) - 1;
    return others > 0 ? ProvenancePanel::tr("%1 and %2 more").arg(first, count(others)) : first;
}

QString builtOf(const Provenance& provenance)
{
    const QDateTime moment = QDateTime::fromString(QString::fromStdString(provenance.builtAt), Qt::ISODate);
    return ProvenancePanel::tr("%1, in %2, %3")
        .arg(QLocale::c().toString(moment.toLocalTime(), QStringLiteral("d MMM yyyy HH:mm")),
             duration(provenance.seconds), shownName(provenance.builtBy));
}

QString timesOf(const TimesReport& times)
{
    const auto day = [](std::int64_t seconds) {
        return QLocale::c().toString(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC), QStringLiteral("d MMM yyyy"));
    };
    return ProvenancePanel::tr("%1 to %2, %3 events").arg(day(times.first), day(times.last), count(times.events));
}

QString weightsText(const Distribution& weights)
{
    const auto figure = [](double value) { return shortest(value); };
    return ProvenancePanel::tr("%1 to %2, median %3, of %4 positives")
        .arg(figure(weights.min), figure(weights.max), figure(weights.median), count(weights.count));
}

QString everything(const Dataset& dataset)
{
    const Provenance& provenance = dataset.provenance();
    QStringList lines{"dataset: " + QString::fromStdString(dataset.name()),
                      "hash: " + QString::fromStdString(dataset.hash()),
                      "format: " + QString::fromStdString(provenance.format),
                      "split: " + QString::fromStdString(provenance.split),
                      "seed: " + QString::number(provenance.seed),
                      "built: " + QString::fromStdString(provenance.builtAt + " by " + provenance.builtBy)};
    for (const SourceFile& source : provenance.sources)
        lines << QStringLiteral("source: %1, %2 bytes, sha256 %3")
                     .arg(QString::fromStdString(source.path))
                     .arg(source.bytes)
                     .arg(QString::fromStdString(source.sha256));
    for (const auto& [name, value] : provenance.options)
        lines << QString::fromStdString(name + ": " + value);
    for (const auto& [name, value] : provenance.counts)
        lines << QString::fromStdString(name) + QStringLiteral(": ") + QString::number(value);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace

ProvenancePanel::ProvenancePanel(QWidget* parent) : QWidget(parent), m_lines(new QGridLayout)
{
    setAccessibleName(tr("Provenance"));
    setGround(this, Token::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Provenance"));
    setTextStyle(title, TypeRole::Title);
    auto* copy = new QPushButton(tr("Copy"));
    copy->setProperty(property::link, true);
    copy->setToolTip(tr("Copies everything known of where the data come from"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    head->addWidget(title, 1);
    head->addWidget(copy);
    layout->addLayout(head);
    m_lines->setHorizontalSpacing(12);
    m_lines->setVerticalSpacing(4);
    m_lines->setColumnMinimumWidth(0, 80);
    m_lines->setColumnStretch(1, 1);
    layout->addLayout(m_lines);
}

void ProvenancePanel::setDataset(const Dataset& dataset)
{
    while (QLayoutItem* old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const Provenance& provenance = dataset.provenance();
    addLine(tr("Sources"), sourcesOf(provenance));
    addLine(tr("Data hash"), QString::fromStdString(dataset.hash()), true);
    if (const auto times = reportTimes(dataset))
        addLine(tr("Times"), timesOf(*times));
    if (const Distribution weights = weightsOf(dataset); weights.count > 0)
        addLine(tr("Weights"), weightsText(weights));
    addLine(tr("Split"), shownName(provenance.split));
    for (const auto& [name, value] : provenance.options)
        if (name == "excluded")
            addLine(tr("Excluded"), shownName(value));
    addLine(tr("Built"), builtOf(provenance));
    m_text = everything(dataset);
}

void ProvenancePanel::addLine(const QString& name, const QString& value, bool isHash)
{
    const int row = m_lines->rowCount();
    auto* label = new QLabel(name);
    setTextStyle(label, TypeRole::Table, Token::Text2);
    auto* text = new QLabel;
    text->setTextFormat(Qt::PlainText);
    text->setText(value);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    setTextStyle(text, isHash ? TypeRole::Mono : TypeRole::Table);
    m_lines->addWidget(label, row, 0, Qt::AlignTop);
    m_lines->addWidget(text, row, 1);
}

} // namespace tastescope::ui
