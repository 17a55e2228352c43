package org.parley.config.access.http;

import java.time.InstantSource;
import org.parley.config.access.Accounts;
import org.parley.config.access.LoginDelay;
import org.parley.config.access.Passwords;
import org.parley.contracts.config.Role;
import org.parley.starter.ParleyProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String LOGIN_PAGE = "/login";
  private static final String ADMIN = Role.ADMIN.toString();

  /** The endpoints of the token issuer; a person without a session is sent to the login page. */
  @Bean
  @Order(1)
  SecurityFilterChain issuer(HttpSecurity http) throws Exception {
    var issuer = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(issuer.getEndpointsMatcher())
        .with(issuer, i -> i.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(csrf -> csrf.ignoringRequestMatchers(issuer.getEndpointsMatcher()))
        .exceptionHandling(
            e -> e.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN_PAGE)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain loginPage(HttpSecurity http, LoginDelayFilter delay) throws Exception {
    return http.securityMatcher(LOGIN_PAGE, "/logout", "/default-ui.css")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .formLogin(Customizer.withDefaults())
        .addFilterBefore(delay, BasicAuthenticationFilter.class)
        .build();
  }

  /** Any person and any service may read; administrators change. */
  @Bean
  @Order(3)
  SecurityFilterChain api(HttpSecurity http, LoginDelayFilter delay, SecurityProblems problems)
      throws Exception {
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/actuator/health/**", "/v3/api-docs/**", "/error")
                .permitAll()
                .requestMatchers("/api/v1/audit", "/actuator/**")
                .hasRole(ADMIN)
                .requestMatchers(HttpMethod.GET, "/api/**")
                .authenticated()
                .requestMatchers("/api/**")
                .hasRole(ADMIN)
                .anyRequest()
                .denyAll())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(CsrfConfigurer::disable)
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .oauth2ResourceServer(tokens ->
            tokens
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(rolesOfToken())))
        .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .addFilterBefore(delay, BasicAuthenticationFilter.class)
        .build();
  }

  @Bean
  UserDetailsService persons(Accounts accounts) {
    return userName ->
        accounts
            .find(userName)
            .map(account ->
                new User(
                    account.userName(),
                    account.passwordHash(),
                    account.roles().stream()
                        .map(role -> new SimpleGrantedAuthority(TokenClaims.ROLE_PREFIX + role))
                        .toList()))
            .orElseThrow(
                () -> new UsernameNotFoundException("no such person, or one who may not log in"));
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new RememberingEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
  }

  @Bean
  Passwords passwords(PasswordEncoder encoder, AuthOptions options, ParleyProperties parley) {
    return new CheckedPasswords(encoder, parley.demo() ? 1 : options.minPasswordLength());
  }

  @Bean
  SecurityProblems securityProblems(JsonMapper json) {
    return new SecurityProblems(json);
  }

  @Bean
  LoginDelayFilter loginDelayFilter(SecurityProblems problems) {
    return new LoginDelayFilter(new LoginDelay(), InstantSource.system(), problems);
  }

  /** It stands in the security chains; once is enough. */
  @Bean
  FilterRegistrationBean<LoginDelayFilter> notInTheServersChain(LoginDelayFilter filter) {
    FilterRegistrationBean<LoginDelayFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  private static JwtAuthenticationConverter rolesOfToken() {
    var authorities = new JwtGrantedAuthoritiesConverter();
    authorities.setAuthoritiesClaimName(TokenClaims.ROLES);
    authorities.setAuthorityPrefix(TokenClaims.ROLE_PREFIX);
    var converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(authorities);
    return converter;
  }
}
