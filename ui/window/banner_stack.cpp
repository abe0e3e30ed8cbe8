#include "ui/window/banner_stack.h"

#include "ui/session/messages.h"
#include "ui/theme/icon_mark.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tastescope::ui {

namespace {

struct Look
{
    const char* icon;
    Token tone;
    Token ground;
};

Look lookOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Warning:
        return {"warn", Token::Warn, Token::WarnGround};
    case NoticeKind::Success:
        return {"check", Token::Ok, Token::OkGround};
    case NoticeKind::Error:
        break;
    }
    return {"err", Token::Err, Token::ErrGround};
}

} // namespace

Banner::Banner(const Notice& notice, QWidget* parent) : QWidget(parent), m_notice(notice)
{
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 7, 8, 8);
    layout->setSpacing(8);
    const Look look = lookOf(notice.kind);
    auto* sign = new QVBoxLayout; // level with the first line of the words
    sign->setContentsMargins(0, 2, 0, 0);
    sign->addWidget(new IconMark(QLatin1String(look.icon), look.tone, 16, this));
    sign->addStretch();
    layout->addLayout(sign);
    layout->addWidget(makeText(), 1);
    for (const NoticeAction& action : notice.actions) {
        auto* button = new QPushButton(action.text, this);
        button->setProperty(property::small, true);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            emit closed();
            run();
        });
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    auto* cross = new QToolButton(this);
    cross->setIcon(icon(QStringLiteral("x")));
    cross->setIconSize({16, 16});
    cross->setAccessibleName(tr("Close this message"));
    cross->setToolTip(tr("Close this message"));
    connect(cross, &QToolButton::clicked, this, &Banner::closed);
    layout->addWidget(cross, 0, Qt::AlignTop);
}

QWidget* Banner::makeText()
{
    auto* panel = new QWidget(this);
    auto* layout = makeColumn(panel);
    auto* title = new QLabel(m_notice.title, panel);
    setTextStyle(title, TypeRole::Button, lookOf(m_notice.kind).tone);
    layout->addWidget(title);
    if (!m_notice.text.isEmpty()) {
        auto* text = new QLabel(m_notice.text, panel);
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setTextStyle(text, TypeRole::Body, Token::Text);
        layout->addWidget(text);
    }
    return panel;
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(lookOf(m_notice.kind).ground));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

BannerStack::BannerStack(QWidget* parent) : QWidget(parent), m_layout(makeColumn(this)) {}

void BannerStack::follow(const Messages& messages)
{
    connect(&messages, &Messages::noticed, this, &BannerStack::add);
    connect(&messages, &Messages::withdrawn, this, &BannerStack::closeTitled);
}

void BannerStack::add(const Notice& notice)
{
    closeTitled(notice.title);
    auto* banner = new Banner(notice, this);
    connect(banner, &Banner::closed, banner, [banner] {
        banner->hide(); // gone at once, though its own button may still be at work
        banner->setParent(nullptr);
        banner->deleteLater();
    });
    m_layout->insertWidget(0, banner);
    QAccessibleEvent event(banner, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

int BannerStack::count() const
{
    return static_cast<int>(findChildren<Banner*>(QString(), Qt::FindDirectChildrenOnly).size());
}

void BannerStack::closeTitled(const QString& title)
{
    for (Banner* banner : findChildren<Banner*>(QString(), Qt::FindDirectChildrenOnly))
        if (banner->notice().title == title)
            emit banner->closed();
}

} // namespace tastescope::ui
