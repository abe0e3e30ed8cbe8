#include "ui/pages/data/health_line.h"

#include "core/data/health.h"
#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace tastescope::ui {

namespace {

/// The sign of a severity, drawn in the colours of the moment.
class SeverityMark : public QWidget
{
public:
    explicit SeverityMark(Severity severity) : m_severity(severity)
    {
        setFixedSize(24, 16);
        setAccessibleName(severity == Severity::Ok        ? HealthLine::tr("as it should be")
                          : severity == Severity::Warning ? HealthLine::tr("to look at")
                                                          : HealthLine::tr("worth knowing"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const auto [name, tone] = m_severity == Severity::Ok        ? std::pair("check", Token::Ok)
                                  : m_severity == Severity::Warning ? std::pair("warn", Token::Warn)
                                                                    : std::pair("info", Token::Text2);
        QPainter painter(this);
        icon(QString::fromLatin1(name), tone).paint(&painter, QRect(0, 0, 16, 16));
    }

private:
    Severity m_severity;
};

QLabel* makeText(const QString& text, TypeRole role, Token tone)
{
    QLabel* label = textLabel(role, tone, nullptr, text);
    label->setWordWrap(true);
    return label;
}

} // namespace

HealthLine::HealthLine(const HealthRow& row, bool isTold, QWidget* parent) : QWidget(parent)
{
    const QString title = QString::fromStdString(row.title);
    if (isTold)
        showFigures(this, {{figure::healthCount(row.id), static_cast<double>(row.count)}});
    auto* outer = makeColumn(this);
    outer->addWidget(new Hairline(Qt::Horizontal));
    auto* layout = new QHBoxLayout;
    const bool alone = row.explanation.empty() && !row.excludable; // one line: everything stands on it
    layout->setContentsMargins(12, alone ? 6 : 8, 12, alone ? 6 : 8);
    layout->setSpacing(8);
    outer->addLayout(layout);

    layout->addWidget(new SeverityMark(row.severity), 0, Qt::AlignVCenter);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(makeText(title, TypeRole::TableStrong, Token::Text));
    if (!row.explanation.empty())
        texts->addWidget(makeText(QString::fromStdString(row.explanation), TypeRole::Axis, Token::Text3));
    if (row.excludable)
        texts->addWidget(makeExclude(title), 0, Qt::AlignLeft);
    layout->addLayout(texts, 1);
    auto* number = makeText(count(row.count), TypeRole::TableStrong, Token::Text);
    number->setAlignment(Qt::AlignRight | (alone ? Qt::AlignVCenter : Qt::AlignTop)); // level with the title
    number->setWordWrap(false);
    layout->addWidget(number);
    QPushButton* show = makeShow(title);
    layout->addWidget(show, 0, Qt::AlignVCenter);
    show->setVisible(!row.users.empty() || !row.items.empty()); // in its place: alone it would be a window
}

QPushButton* HealthLine::makeShow(const QString& title)
{
    auto* button = new QPushButton(tr("Show"));
    button->setProperty(property::small, true);
    button->setAccessibleName(tr("Show: %1").arg(title));
    button->setToolTip(tr("Lists what this check is about"));
    // The room stays where there is nothing to show, so that the counts line up.
    QSizePolicy policy = button->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    button->setSizePolicy(policy);
    connect(button, &QPushButton::clicked, this, &HealthLine::showChosen);
    return button;
}

QPushButton* HealthLine::makeExclude(const QString& title)
{
    auto* button = new QPushButton(tr("Exclude"));
    button->setProperty(property::link, true);
    button->setFont(ui::font(TypeRole::Axis));
    button->setAccessibleName(tr("Exclude: %1").arg(title));
    button->setToolTip(tr("Goes on without them, in memory; files stay as they are, and it can be undone"));
    connect(button, &QPushButton::clicked, this, &HealthLine::excludeChosen);
    return button;
}

} // namespace tastescope::ui
