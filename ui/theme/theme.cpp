#include "ui/theme/theme.h"

#include "ui/theme/accessible.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/plain_labels.h"
#include "ui/theme/quiet_style.h"
#include "ui/theme/redressing.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QRegularExpression>
#include <QStyle>
#include <QTemporaryDir>
#include <QToolTip>

#include <array>
#include <utility>

namespace tastescope::ui {

namespace {

/// The sheet cannot tint an SVG, so the few it shows are written tinted, and it is given their paths.
QString tintedFile(const QString& name, Token token, Scheme scheme)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("%1-%2-%3%4.svg")
                                             .arg(name, tokenName(token))
                                             .arg(scheme == Scheme::Light ? "light" : "dark")
                                             .arg(currentAppearance().highContrast ? "-high" : ""));
    QFile file(path);
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write(iconSvg(name, colour(token, scheme), 16));
    return path;
}

/// Calls replacement(match) for each match and puts the texts together.
template<typename Replacement>
QString replaceEach(const QString& text, const QRegularExpression& pattern, const Replacement& replacement)
{
    QString result;
    qsizetype done = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).sliced(done, match.capturedStart() - done);
        result += replacement(match);
        done = match.capturedEnd();
    }
    return result.append(QStringView(text).sliced(done));
}

Token known(const QString& name)
{
    const auto token = tokenNamed(name);
    if (!token)
        qWarning("The style sheet asks for the token %s, which does not exist.", qPrintable(name));
    return token.value_or(Token::Text);
}

} // namespace

QPalette palette(Scheme scheme)
{
    constexpr std::array rows{
        std::pair{QPalette::Window, Token::Window},
        std::pair{QPalette::WindowText, Token::Text},
        std::pair{QPalette::Base, Token::Base},
        std::pair{QPalette::AlternateBase, Token::Base},
        std::pair{QPalette::Text, Token::Text},
        std::pair{QPalette::Button, Token::Field},
        std::pair{QPalette::ButtonText, Token::Text},
        std::pair{QPalette::BrightText, Token::OnFill},
        std::pair{QPalette::ToolTipBase, Token::Base},
        std::pair{QPalette::ToolTipText, Token::Text},
        std::pair{QPalette::Highlight, Token::Fill},
        std::pair{QPalette::HighlightedText, Token::OnFill},
        std::pair{QPalette::Link, Token::Accent},
        std::pair{QPalette::LinkVisited, Token::Accent},
        std::pair{QPalette::PlaceholderText, Token::Text3},
        std::pair{QPalette::Light, Token::Base},
        std::pair{QPalette::Midlight, Token::Hover},
        std::pair{QPalette::Mid, Token::Line},
        std::pair{QPalette::Dark, Token::Control},
        std::pair{QPalette::Shadow, Token::Outline},
    };
    QPalette palette;
    for (const auto& [role, token] : rows)
        palette.setColor(role, colour(token, scheme));
    for (const auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText})
        palette.setColor(QPalette::Disabled, role, colour(Token::Off, scheme));
    return palette;
}

QString styleSheet(Scheme scheme)
{
    QFile file(QStringLiteral(":/style.css"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression icons(QStringLiteral("@icon\\((\\w+), (\\w+)\\)"));
    static const QRegularExpression tokens(QStringLiteral("@(\\w+)"));
    const QString pictures = replaceEach(QString::fromUtf8(file.readAll()), icons, [&](const auto& match) {
        return QStringLiteral("url(%1)").arg(tintedFile(match.captured(1), known(match.captured(2)), scheme));
    });
    return replaceEach(pictures, tokens, [&](const auto& match) {
        if (match.captured(1) == QLatin1String("smallText")) // of buttons whose size the sheet sets
            return QString::number(font(TypeRole::Table).pointSizeF()) + QStringLiteral("pt");
        return colour(known(match.captured(1)), scheme).name(QColor::HexArgb);
    });
}

void applyTheme(QApplication& application, Scheme scheme, Pace pace)
{
    static QPointer<Redressing> underWay;
    delete underWay;
    setCurrentScheme(scheme);
    const bool isFirst = application.styleSheet().isEmpty();
    if (isFirst)
        QApplication::setStyle(new QuietStyle);
    keepLabelsPlain(application);
    installAccessible();
    QApplication::setFont(font(TypeRole::Body));
    QToolTip::setFont(font(TypeRole::Table));
    QApplication::setPalette(palette(scheme));
    QToolTip::setPalette(palette(scheme));
    if (!isFirst)
        QApplication::style()->unpolish(&application); // forgets the rules of all widgets: Qt then polishes none itself
    application.setStyleSheet(styleSheet(scheme));
    if (isFirst)
        return;
    underWay = new Redressing(&application);
    if (pace == Pace::AtOnce) {
        underWay->finish();
        delete underWay;
    }
}

void setTextStyle(QLabel* label, TypeRole role, Token tone)
{
    label->setFont(font(role));
    label->setProperty("tone", tokenName(tone));
    restyle(label);
}

void setGround(QWidget* widget, Token ground)
{
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(ground == Token::Base ? QPalette::Base : QPalette::Window);
}

void restyle(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace tastescope::ui
