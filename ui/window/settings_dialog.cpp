#include "ui/window/settings_dialog.h"

#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/window/main_window.h"
#include "ui/window/theme_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace tastescope::ui {

SettingsDialog::SettingsDialog(Workspace& workspace, MainWindow& window) : QDialog(&window), m_workspace(workspace)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(24, 16, 24, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    addTheme(*form, window);
    addTextSize(*form);
    const Appearance now = currentAppearance();
    addSwitch(*form, tr("High contrast"), tr("Borders and lines in the tones of text"), now.highContrast,
              [](Appearance& appearance, bool on) { appearance.highContrast = on; });
    addSwitch(*form, tr("Reduced motion"), tr("Nothing blinks, fades or slides"), now.reducedMotion,
              [](Appearance& appearance, bool on) { appearance.reducedMotion = on; });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    form->addRow(buttons);
    makeRoomForText(*this);
}

void SettingsDialog::addTheme(QFormLayout& form, MainWindow& window)
{
    auto* theme = new QComboBox(this);
    theme->addItem(tr("As the system"), static_cast<int>(ThemeChoice::System));
    theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    theme->setCurrentIndex(theme->findData(static_cast<int>(m_workspace.settings().theme())));
    theme->setAccessibleName(tr("Theme"));
    connect(theme, &QComboBox::activated, this,
            [theme, &window](int row) { window.setTheme(static_cast<ThemeChoice>(theme->itemData(row).toInt())); });
    form.addRow(tr("Theme"), theme);
}

void SettingsDialog::addTextSize(QFormLayout& form)
{
    auto* size = new QComboBox(this);
    for (const int percent : {100, 125, 150, 175, 200})
        size->addItem(tr("%1 %").arg(percent), percent);
    size->setCurrentIndex(qMax(0, size->findData(currentAppearance().textPercent)));
    size->setAccessibleName(tr("Text size"));
    connect(size, &QComboBox::activated, this, [this, size](int row) {
        Appearance wanted = currentAppearance();
        wanted.textPercent = size->itemData(row).toInt();
        keepAppearance(m_workspace.settings(), wanted);
    });
    form.addRow(tr("Text size"), size);
}

void SettingsDialog::addSwitch(QFormLayout& form, const QString& title, const QString& help, bool on,
                               void (*set)(Appearance&, bool))
{
    auto* box = new QCheckBox(title, this);
    box->setToolTip(help);
    box->setAccessibleDescription(help);
    box->setChecked(on);
    connect(box, &QCheckBox::toggled, this, [this, set](bool checked) {
        Appearance wanted = currentAppearance();
        set(wanted, checked);
        keepAppearance(m_workspace.settings(), wanted);
    });
    form.addRow(box);
}

} // namespace tastescope::ui
